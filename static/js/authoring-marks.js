// The row of buttons above the text of a lesson: each puts marks at the caret, or around what is selected, as if they were
// typed. Without this script the row stays hidden; the help under the text says what to type.
const form = document.querySelector("[data-editor]");
const area = form.elements.text;
const toolbar = form.querySelector("[data-toolbar]");
const said = form.querySelector("[data-said]");
const FENCE = /^\/{3,} *(\S?)/;
const BLOCK = /^\/{3,} *[^\s/][^\n]*\n[^]*?^\/{3,} *$/gm;
const MARKED = /^(#+|[-*]|\d+\.) +/;
let visited = document.activeElement === area;

area.addEventListener("focus", () => (visited = true));

const lineStart = (at) => at && area.value.lastIndexOf("\n", at - 1) + 1;
const lineEnd = (at) => (area.value.indexOf("\n", at) + 1 || area.value.length + 1) - 1;

// Only what goes through the browser's own editing can be undone with Ctrl+Z; it says 'input' itself.
function type(text, start, end) {
  area.focus();
  area.setSelectionRange(start, end);
  if (document.execCommand("insertText", false, text)) return;
  area.setRangeText(text, start, end, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}

// Where the last block ends that the caret or what is selected is in.
function blockEnd(start, end) {
  const found = [...area.value.matchAll(BLOCK)].filter((block) => block.index < end && block.index + block[0].length >= start);
  return found.length && found.at(-1).index + found.at(-1)[0].length;
}

// Where something comes: at what is selected; at the end when nobody was in the text; never in the line that opens or closes a
// block, but for words in its title; a block never in another block.
function spot(isBlock) {
  const { value, selectionStart: start, selectionEnd: end } = area;
  if (!visited) return { start: value.trimEnd().length, end: value.length, apart: true };
  const behind = isBlock && blockEnd(start, end);
  if (behind) return { start: behind, end: behind, apart: true };
  const from = lineStart(start);
  const fence = FENCE.exec(value.slice(from, lineEnd(start)));
  if (!fence || (end > start && value.slice(from, start).includes("|"))) return { start, end, apart: false };
  const at = fence[1] ? from : lineEnd(start);
  return { start: at, end: at, apart: true };
}

// Puts a text, with an empty line above and below where asked, and selects a piece of it.
function put(text, start, end, at, length, above, below = above) {
  const last = !visited;
  const [before, after] = [area.value.slice(0, start), area.value.slice(end)];
  const lead = above && before ? "\n\n".slice(/\n{0,2}$/.exec(before)[0].length) : "";
  const gap = after.trim() ? "\n\n" : "\n";
  const tail = below ? gap.slice(/^\n*/.exec(after)[0].length) : "";
  type(lead + text + tail, start, end);
  const first = start + lead.length;
  area.setSelectionRange(first + at, first + at + length);
  const line = area.value.slice(0, first).split("\n").length;
  said.textContent = last ? `Ingevoegd aan het eind van de tekst, op regel ${line}.` : `Ingevoegd op regel ${line}.`;
}

function around({ before, after, words, fill }, isBlock) {
  let { start, end, apart } = spot(isBlock);
  // A block takes whole lines, and none of a line that the caret is only in.
  if (isBlock && !apart) [start, end] = end > start ? [lineStart(start), lineEnd(end - 1)] : [lineEnd(start), lineEnd(start)];
  const chosen = apart ? "" : area.value.slice(start, end);
  const text = before + (chosen || words) + after;
  // What still has to be typed is selected: the words, or what belongs to the words that were there.
  const [piece, from] = !chosen ? [words, before.length] : fill ? [fill, before.includes(fill) ? 0 : before.length + chosen.length] : [chosen, before.length];
  put(text, start, end, text.indexOf(piece, from), piece.length, isBlock || apart);
}

function lines({ mark, words }) {
  const { start, end, apart } = spot();
  const [from, to] = [lineStart(start), lineEnd(Math.max(start, end - 1))];
  const chosen = area.value.slice(from, to).split("\n");
  const fits = (line) => line.trim() && !FENCE.test(line);
  if (apart || !chosen.some(fits)) return put(mark + words, start, end, mark.length, words.length, true);
  const plain = chosen.filter(fits).every((line) => line.startsWith(mark));
  const marked = (line) => (plain ? line.slice(mark.length) : mark + line.replace(MARKED, ""));
  const text = chosen.map((line) => (fits(line) ? marked(line) : line)).join("\n");
  // Points of one list stay together.
  const more = (at) => area.value.startsWith(mark, at);
  put(text, from, to, text.length, 0, !plain && !more(lineStart(from && from - 1)), !plain && !more(to + 1));
}

toolbar.hidden = false;
toolbar.addEventListener("click", (event) => {
  const data = event.target.closest("button")?.dataset;
  if (!data) return;
  if (data.mark) return lines(data);
  if (!data.pick) return around(data, "block" in data);
  const pick = document.getElementById(data.pick);
  const { before, after, words } = pick.dataset;
  if (pick.value) around({ before, after: after.replace("%v", pick.value), words: words || pick.selectedOptions[0].textContent });
});
