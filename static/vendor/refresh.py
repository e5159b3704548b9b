"""Refresh the vendored front-end assets: `python static/vendor/refresh.py`.

Fetches the packages pinned in PACKAGES with `npm pack`, checks their hash and writes, next to this file,
nlds.css, icons.svg, fonts/ and licences/. The fonts for print (Typst reads no woff) are in fonts/print/. Same pins in, same bytes out. After
changing a pin: update the hash (`npm view NAME@VERSION dist.integrity`), MODIFIED and README.md.
"""

import base64
import gzip
import hashlib
import re
import struct
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent
MODIFIED = "2026-11-26"  # the EUPL asks for the date of our modification

UTRECHT = "@utrecht/component-library-css"
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens"
ICONS = "@tabler/icons"
FONT = "@fontsource-variable/nunito-sans"
PRINT_FONT = "@fontsource/nunito-sans"
PACKAGES = {  # name: (version, hash)
    UTRECHT: (
        "9.0.4",
        "sha512-gVA7D6GfP9/+fzehkYLSBR+0UPUTA97PZmgvTYQE88lPQhHGMlUk8FjmCpLKRsRC9hAYd32JuF/KzG6fmBfjJA==",
    ),
    TOKENS: (
        "7.4.1",
        "sha512-GNnapAn2mTIzXRcCvs0JMr4Bf9+ivUJ3zFBJLRT1SYpAYm2xPwptVxIM3k4WLJ0c59E9FfxsEBPJluGuAHUVvg==",
    ),
    ICONS: (
        "3.51.0",
        "sha512-0pinvPZz7YeX+OSfxuEAbnEPWbocVXW5iU8h5lh41pYG8sZuQfpWECC980lxOT0clGIcNGn8xsBr+zKaRGdA/g==",
    ),
    FONT: (
        "5.3.0",
        "sha512-Vk1PSfckNDwgw2yGcsvJP3o/0zEW8Rp6KzbD8Ql/6iRHQshnhhAjt+cSIfAUyp5vQuSlleGHFW2LfYaaex0diw==",
    ),
    PRINT_FONT: (
        "5.3.0",
        "sha512-CctNhebQ2YYJUwVMCAkHexQg7yedfz9s8JzaETALyc9QIQuDFRlNTWXux9H5PsNLgptPkrzRDomAdLJt1sDFpQ==",
    ),
}

COMPONENTS = """
    alert body button button-link document form-field form-field-description form-field-error-message
    form-label heading-1 heading-2 heading-3 heading-4 link ordered-list paragraph root select skip-link
    table textarea textbox unordered-list
"""

# Classes left out: imitated states (the real :hover, :focus and so on stay), styles for bare HTML content,
# fixed field sizes, and variants that have no tokens in the theme or fixed colours that fail in the dark.
LEFT_OUT = re.compile(
    r"utrecht-(?!status-badge)[a-z0-9-]+?--(active|focus|focus-visible|forced-colors|hover|html-content|visited)"
    r"|utrecht-breadcrumb-nav--arrows|utrecht-button--(ready|warning)|utrecht-table-container--overflow-inline"
    r"|utrecht-table--row-(focus-within|hover)|utrecht-table__header-cell--sticky-.+"
    r"|utrecht-textbox--(.+-size|placeholder-.+)"
)

SYMBOLS = """
    alert-circle alert-triangle arrow-left arrow-right book-2 calendar chart-bar check chevron-right circle
    circle-check clipboard-check clock copy eye-off flag home info-circle keyboard lock logout messages
    player-play plus printer settings trash user users users-group video
"""
STROKE = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'

FONT_FILE = "nunito-sans-latin-wght-normal.woff2"
PRINT_STYLES = ("400-normal", "400-italic", "700-normal", "700-italic")


def fetch(name: str, folder: Path) -> tarfile.TarFile:
    """Pack one pinned package into `folder` and open it, if its hash is the one we know."""
    version, integrity = PACKAGES[name]
    target = folder / name.replace("/", "-")
    target.mkdir()
    command = ["npm", "pack", "--silent", "--pack-destination", str(target), f"{name}@{version}"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (packed,) = target.glob("*.tgz")
    found = "sha512-" + base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode()
    if found != integrity:
        raise SystemExit(f"{name}@{version} is not the package we know: {found}")
    return tarfile.open(packed)


def read(package: tarfile.TarFile, path: str) -> bytes:
    """The content of one file of a package."""
    member = package.extractfile(f"package/{path}")
    if member is None:
        raise SystemExit(f"no file {path}")
    return member.read()


def write(path: str, content: str | bytes) -> None:
    """Write one file next to this script and say how large it is."""
    data = content.encode() if isinstance(content, str) else content
    target = HERE / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
    print(f"{path}: {len(data)} bytes, {len(gzip.compress(data, 9))} gzipped")


def header(name: str, copyright_lines: list[str], change: str) -> str:
    """The licence comment above a css file that we changed."""
    lines = [f"@license EUPL-1.2, {name} {PACKAGES[name][0]}", *copyright_lines]
    lines += [f"Modified {MODIFIED} by static/vendor/refresh.py: {change}"]
    return "/*!\n" + "".join(f" * {line}\n" for line in lines) + " */\n"


def blocks(css: str) -> Iterator[tuple[str, str]]:
    """(what stands before the braces, what stands between them), for each outermost block."""
    start = depth = 0
    head = ""
    for match in re.finditer(r"\"[^\"]*\"|'[^']*'|[{}]", css):
        if match[0] == "{":
            depth += 1
            if depth == 1:
                head, start = css[start : match.start()].strip(), match.end()
        elif match[0] == "}":
            depth -= 1
            if depth == 0:
                yield head, css[start : match.start()].strip()
                start = match.end()


def wanted(selector: str) -> bool:
    """Whether a selector is about our components only, and not about something we leave out."""
    names = re.findall(r"\.(utrecht-[\w-]+)", selector)
    own = all(re.split("__|--", name.removeprefix("utrecht-"))[0] in COMPONENTS.split() for name in names)
    used = re.findall(r"\.(utrecht-[\w-]+)", re.sub(r":not\([^)]*\)", "", selector))
    return bool(names) and own and not any(LEFT_OUT.fullmatch(name) for name in used)


def tight(text: str) -> str:
    """Css text without the white space that means nothing."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"(?<=\() | (?=\))|(?<=[;,]) | (?=;)", "", text)
    return re.sub(r"(?<![^;{])([\w-]+): ", r"\1:", text).rstrip(";")


def select(css: str) -> str:
    """Only the rules of our components, in their own order, one rule a line."""
    out = ""
    for head, body in blocks(css):
        if head.startswith("@"):
            inside = select(body) if head.startswith("@media") else ""
            out += f"{tight(head)}{{\n{inside}}}\n" if inside else ""
        else:
            kept = [part.strip() for part in re.split(r",(?![^(]*\))", head) if wanted(part)]
            out += f"{','.join(kept)}{{{tight(body)}}}\n" if kept and body else ""
    return out


def reads(text: str) -> set[str]:
    """The custom properties that a piece of css reads."""
    return set(re.findall(r"var\( ?(--[\w-]+)", text))


def tokens_for(css: str, theme: str) -> str:
    """The theme's custom properties that the css reads, directly or through another property."""
    ((selector, body),) = blocks(theme)
    values = dict(re.findall(r"(--[\w-]+): (.*?);\n", body + "\n"))
    needed, todo = set(), reads(css)
    while todo:
        name = todo.pop()
        if name in values and name not in needed:
            needed.add(name)
            todo |= reads(values[name])
    return selector + "{\n" + "".join(f"{n}:{v};\n" for n, v in values.items() if n in needed) + "}\n"


def without_comments(css: str) -> str:
    """Css without its comments and its @charset line."""
    return re.sub(r'/\*.*?\*/|@charset "[^"]*";', "", css, flags=re.DOTALL)


def css_file(utrecht: tarfile.TarFile, example: tarfile.TarFile, font_css: str) -> None:
    """nlds.css: the font, the tokens and the components in one file, so that a page asks for one."""
    source = read(utrecht, "dist/index.css").decode()
    owners = sorted(set(re.findall(r"Copyright \(c\) [^\n]+", source)))
    css = select(without_comments(source))
    if "data:" in css:
        raise SystemExit("a picture is inside the css, and the content policy allows none there")
    notice = header(UTRECHT, owners, "a selection of components.")
    theme = tokens_for(css, without_comments(read(example, "dist/theme.css").decode()))
    owner = ["Copyright (c) 2021 NL Design System Community"]
    tokens = header(TOKENS, owner, "only the tokens that these components read.") + theme
    write("nlds.css", '@charset "UTF-8";\n' + font_css + tokens + notice + css)


def sprite(icons: tarfile.TarFile) -> None:
    """icons.svg: one symbol for each icon, in the colour of the text around it."""
    out = f"<!-- @license MIT, Copyright (c) 2020-2026 Paweł Kuna, {ICONS} {PACKAGES[ICONS][0]} -->\n"
    out += '<svg xmlns="http://www.w3.org/2000/svg">\n'
    for name in SYMBOLS.split():
        source = read(icons, f"icons/outline/{name}.svg").decode()
        drawing = re.findall(r"<(?:path|circle|rect|line)\b.*?/>", source)
        shapes = "".join(shape.replace(" />", "/>") for shape in drawing if 'stroke="none"' not in shape)
        out += f'<symbol id="{name}" viewBox="0 0 24 24" {STROKE}>{shapes}</symbol>\n'
    write("icons.svg", out + "</svg>\n")


def font(package: tarfile.TarFile) -> str:
    """The latin letters of the font, upright, every weight; returns the rule that loads them."""
    css = read(package, "wght.css").decode()
    (letters,) = re.findall(re.escape(FONT_FILE) + r".*?unicode-range: ?([^;]+);", css, re.DOTALL)
    write(f"fonts/{FONT_FILE}", read(package, f"files/{FONT_FILE}"))
    return (
        f"/*! @license OFL-1.1, Nunito Sans, {FONT} {PACKAGES[FONT][0]} */\n"
        '@font-face{font-family:"Nunito Sans";font-style:normal;font-weight:200 1000;font-display:swap;'
        f'src:url(fonts/{FONT_FILE}) format("woff2");unicode-range:{letters}}}\n'
    )


def sfnt(woff: bytes) -> bytes:
    """The font inside a woff file: the same tables, no longer compressed."""
    flavour, count = struct.unpack_from(">4s4xH", woff, 4)
    tables, at = [], 12 + 16 * count
    for number in range(count):
        tag, offset, packed, length, checksum = struct.unpack_from(">4sIIII", woff, 44 + 20 * number)
        data = woff[offset : offset + packed]
        data = zlib.decompress(data) if packed < length else data
        tables.append((tag, checksum, at, length, data + b"\0" * (-length % 4)))
        at += len(tables[-1][-1])
    power = 1 << (count.bit_length() - 1)
    head = flavour + struct.pack(">HHHH", count, power * 16, power.bit_length() - 1, (count - power) * 16)
    directory = b"".join(struct.pack(">4sIII", *table[:4]) for table in tables)
    return head + directory + b"".join(table[4] for table in tables)


def print_fonts(package: tarfile.TarFile) -> None:
    """fonts/print/: the latin letters as TrueType, for the books and other PDFs."""
    for style in PRINT_STYLES:
        name = f"nunito-sans-latin-{style}"
        write(f"fonts/print/{name}.ttf", sfnt(read(package, f"files/{name}.woff")))


def main() -> None:
    """Fetch everything, then write everything."""
    with tempfile.TemporaryDirectory() as folder:
        packages = {name: fetch(name, Path(folder)) for name in PACKAGES}
        css_file(packages[UTRECHT], packages[TOKENS], font(packages[FONT]))
        sprite(packages[ICONS])
        print_fonts(packages[PRINT_FONT])
        write("licences/utrecht-component-library-css.EUPL-1.2.md", read(packages[UTRECHT], "LICENSE.md"))
        write("licences/voorbeeld-design-tokens.EUPL-1.2.md", read(packages[TOKENS], "LICENSE.md"))
        write("licences/tabler-icons.MIT.txt", read(packages[ICONS], "LICENSE"))
        write("licences/nunito-sans.OFL-1.1.txt", read(packages[FONT], "LICENSE"))
        for package in packages.values():
            package.close()


if __name__ == "__main__":
    main()
