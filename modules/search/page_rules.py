"""The pages of the site itself: what they are called, which words people type for them, and who has them."""

from dataclasses import dataclass
from enum import Enum, auto


class Who(Enum):
    """Who has a page. The last six are of a group: whoever has it, has one for each of those groups."""

    EVERYONE = auto()
    FOLLOWER = auto()
    TRAINER = auto()
    ADMIN = auto()
    MAKER = auto()
    GROUP_MEMBER = auto()
    GROUP_COURSE_MEMBER = auto()
    GROUP_GIVER = auto()
    GROUP_PARTICIPANT = auto()
    GROUP_TRAINER = auto()
    GROUP_INTERVISIE = auto()


@dataclass(frozen=True)
class Page:
    """One page. `also` are other names and the words that people type when they need it."""

    title: str
    also: str
    text: str
    endpoint: str
    who: Who = Who.EVERYONE
    book: str | None = None


PAGES = (
    Page(
        "Planning",
        "afmelden, afmelding, ziek, ziekmelden, niet komen, kom niet, komt niet, verhinderd, afwezig, absent, aanwezig, "
        "aanwezigheid, aanwezigheidslijst, presentie, code, datum, datums, data, rooster, cursusdag, cursusdagen, lesdag, "
        "lesdagen, praktijkdag, les, volgende les",
        "De cursusdagen van je groep: datum, plaats en wie er was. Wie niet kan komen, meldt zich bij de dag zelf af.",
        "trainer.planning.index",
        Who.GROUP_MEMBER,
    ),
    Page(
        "Je agenda",
        "agenda, cursusdagen, cursusdag, lesdag, planning, datum, datums, kalender, volgende les, volgende dag",
        "De dagen van je cursus die nog komen, ook voor je eigen agenda.",
        "trainer.planning.agenda",
    ),
    Page(
        "Voortgang en certificaten",
        "voortgang, certificaat, certificaten, certificaat geven, diploma, resultaten, uitzondering, uren, afronden",
        "Wie van de groep wat haalde, en wie een certificaat kan krijgen.",
        "modules.completion.group",
        Who.GROUP_TRAINER,
    ),
    Page(
        "Wat telt",
        "certificaat, diploma, afronden, voortgang, urenoverzicht, uren, geslaagd, eisen",
        "Wat bij het afronden van de cursus hoort. Is alles gehaald, dan geeft je trainer je een certificaat.",
        "modules.completion.contract",
        Who.FOLLOWER,
    ),
    Page(
        "Iemand uitnodigen",
        "uitnodigen, uitnodiging, cursist toevoegen, nieuwe cursist, persoonlijke link",
        "Een persoonlijke link maken voor iemand die in de groep komt.",
        "trainer.groups.invite",
        Who.GROUP_TRAINER,
    ),
    Page(
        "Iemand uitnodigen",
        "uitnodigen, uitnodiging, account maken, nieuw account, persoonlijke link",
        "Een persoonlijke link maken voor iemand die nog geen account heeft.",
        "trainer.people.invite",
        Who.ADMIN,
    ),
    Page(
        "Mensen",
        "accounts, account, gebruikers, personen, wachtwoord vergeten, nieuwe link",
        "Alle accounts op dit platform.",
        "trainer.people.index",
        Who.ADMIN,
    ),
    Page(
        "Nieuwe cursusgroep",
        "groep maken, nieuwe groep, groep toevoegen, cursus starten",
        "Een cursusgroep maken.",
        "trainer.groups.create",
        Who.MAKER,
    ),
    Page(
        "Voormeting en nameting",
        "voormeting, nameting, meting, toets, kennistoets, begintoets, eindtoets",
        "Een rij vragen voor je begint en als je klaar bent.",
        "modules.pretest.index",
        Who.GROUP_PARTICIPANT,
    ),
    Page(
        "Voormeting en nameting",
        "voormeting, nameting, meting, toets, kennistoets, begintoets, eindtoets",
        "Wat de groep wist voor de cursus en erna, zonder namen.",
        "modules.pretest.counts",
        Who.GROUP_TRAINER,
    ),
    Page(
        "Evaluatie",
        "evalueren, evaluatieformulier, mening, vragenlijst",
        "Wat cursisten en trainers van de training vinden.",
        "modules.evaluation.show",
        Who.GROUP_GIVER,
    ),
    Page(
        "Gegeven zoals bedoeld?",
        "modelgetrouwheid",
        "Hoe de training in de groep ging, naast hoe zij bedoeld is.",
        "modules.fidelity.show",
        Who.GROUP_COURSE_MEMBER,
    ),
    Page(
        "Intervisie",
        "intervisiegroep, intervisies, afspraken",
        "De intervisies van je groep en wat je daar afsprak.",
        "observation.intervisie.index",
        Who.GROUP_INTERVISIE,
    ),
    Page(
        "Groepen",
        "groep, cursusgroep, intervisiegroep, leden, deelnemers, groepsgenoten, trainer, hulp, help, contact",
        "Je groepen, met wie erin zitten en wie de trainer is.",
        "trainer.groups.index",
    ),
    Page(
        "Overleggen",
        "overleg, opname, opnames, video, uploaden, scoren, traject, toestemming",
        "Opgenomen overleggen: scoren, naast elkaar leggen en bespreken.",
        "observation.meetings.index",
        Who.FOLLOWER,
    ),
    Page(
        "Observatieformulier",
        "formulier, scoreformulier, indicatoren",
        "De indicatoren waarmee je een overleg scoort.",
        "observation.form.show",
    ),
    Page(
        "Cursus",
        "modules, lessen, les, toetsen, toets",
        "Alle modules met hun lessen en toetsen.",
        "modules.completion.index",
    ),
    Page(
        "Opdrachten",
        "opdracht, inleveren, praktijkopdracht, praktijkopdrachten, profiel, plan",
        "Je Profiel en je Plan: invullen, inleveren en antwoord lezen.",
        "modules.assignments.index",
        Who.FOLLOWER,
    ),
    Page(
        "Logboek",
        "dagboek, reflectie, reflecteren, aantekeningen, notities, schrijven",
        "Schrijven voor jezelf en delen met je trainer.",
        "modules.journal.index",
        Who.FOLLOWER,
    ),
    Page(
        "Gedeeld met jou",
        "logboek, gedeelde stukken, reflectie",
        "Stukken uit het logboek van cursisten die zij met jou delen.",
        "modules.journal.shared",
        Who.TRAINER,
    ),
    Page(
        "Cursus bewerken",
        "lessen bewerken, toets bewerken, les aanpassen, module maken, redactie, publiceren",
        "Lessen, toetsen en afbeeldingen veranderen.",
        "modules.authoring.index",
        Who.TRAINER,
    ),
    Page(
        "Herhaalvragen",
        "herhalen, herhaling, oefenen, quiz",
        "Vragen uit de toetsen die een paar keer terugkomen.",
        "modules.repetition.show",
    ),
    Page("Scans", "scan, zelfscan, teamscan", "Even stilstaan bij je eigen werk.", "modules.scans.index"),
    Page(
        "Methodengids",
        "methoden, methodes, methodieken, programma's",
        "Programma's en methoden, met wat de bron erover zegt.",
        "modules.methods.index",
    ),
    Page(
        "Woordenlijst",
        "woorden, begrippen, begrippenlijst, termen, afkortingen",
        "Woorden uit het sociaal domein, uitgelegd.",
        "modules.glossary.index",
    ),
    Page(
        "Praktijkboek",
        "boek, downloaden, pdf",
        "Alle lessen als boek, om op te zoeken.",
        "modules.books.show",
        book="praktijkboek",
    ),
    Page(
        "Trainingsmap",
        "werkboek, map, afdrukken, pdf",
        "De map van de training, om in te schrijven.",
        "modules.books.show",
        book="trainingsmap",
    ),
    Page(
        "Mijn gegevens",
        "account, wachtwoord, wachtwoord vergeten, wachtwoord veranderen, wachtwoord wijzigen, naam, e-mailadres, inloggen, uitloggen",
        "Je naam, je e-mailadres en je wachtwoord.",
        "trainer.people.me",
    ),
)
