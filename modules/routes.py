"""The routes of this package: its blueprints, and the rule that each route stands behind."""

from flask import Blueprint

from modules import permissions
from modules.assignments import queries as assignments
from modules.assignments import views as assignment_views
from modules.authoring import queries as authoring
from modules.authoring import views as authoring_views
from modules.books import views as book_views
from modules.certificates import queries as certificates
from modules.certificates import views as certificate_views
from modules.checks import queries as checks
from modules.checks import views as check_views
from modules.completion import queries as completion
from modules.completion import views as completion_views
from modules.evaluation import views as evaluation_views
from modules.fidelity import views as fidelity_views
from modules.glossary import views as glossary_views
from modules.journal import queries as journal
from modules.journal import views as journal_views
from modules.lessons import views as lesson_views
from modules.library import queries as library
from modules.library import views as library_views
from modules.methods import queries as methods
from modules.methods import views as method_views
from modules.pretest import queries as pretests
from modules.pretest import views as pretest_views
from modules.publishing import queries as publishing
from modules.publishing import views as publishing_views
from modules.repetition import views as repetition_views
from modules.scans import queries as scans
from modules.scans import views as scan_views
from modules.search import views as search_views
from trainer.web import Loader, Rule, nest, public, signed_in

blueprint = nest(
    Blueprint("modules", __name__),
    library_views.blueprint,
    lesson_views.blueprint,
    check_views.blueprint,
    journal_views.blueprint,
    assignment_views.blueprint,
    pretest_views.blueprint,
    repetition_views.blueprint,
    completion_views.blueprint,
    evaluation_views.blueprint,
    fidelity_views.blueprint,
    certificate_views.blueprint,
    method_views.blueprint,
    glossary_views.blueprint,
    scan_views.blueprint,
    search_views.blueprint,
    book_views.blueprint,
    authoring_views.blueprint,
    publishing_views.blueprint,
)

# Noun by noun, in the order in which they may know each other.
RULES: dict[str, Rule] = {
    "modules.library.figure": signed_in,
    "modules.lessons.show": signed_in,
    "modules.lessons.keep_place": signed_in,
    "modules.lessons.mark_done": signed_in,
    "modules.lessons.mark_not_done": signed_in,
    "modules.checks.show": signed_in,
    "modules.checks.submit": signed_in,
    "modules.checks.result": permissions.may_see_attempt,
    "modules.pretest.index": permissions.may_measure,
    "modules.pretest.start": permissions.may_measure,
    "modules.pretest.skip": permissions.may_measure,
    "modules.pretest.counts": permissions.trains,
    "modules.pretest.show": permissions.may_see_pretest,
    "modules.pretest.submit": permissions.may_see_pretest,
    "modules.pretest.result": permissions.may_see_pretest,
    "modules.repetition.show": signed_in,
    "modules.repetition.answer": signed_in,
    "modules.repetition.result": signed_in,
    "modules.repetition.switch": signed_in,
    "modules.journal.index": permissions.keeps_journal,
    "modules.journal.create": permissions.keeps_journal,
    "modules.journal.export": permissions.keeps_journal,
    "modules.journal.printed": permissions.keeps_journal,
    "modules.journal.show": permissions.owns_entry,
    "modules.journal.edit": permissions.owns_entry,
    "modules.journal.remove": permissions.owns_entry,
    "modules.journal.share": permissions.owns_entry,
    "modules.journal.take_back": permissions.owns_entry,
    "modules.journal.reply": permissions.owns_entry,
    "modules.journal.shared": permissions.reads_shared,
    "modules.journal.read": permissions.may_read_share,
    "modules.journal.answer": permissions.may_answer_share,
    "modules.journal.settle": permissions.may_read_share,
    "modules.assignments.index": permissions.does_assignments,
    "modules.assignments.start": permissions.does_assignments,
    "modules.assignments.latest": permissions.may_see_assignment,
    "modules.assignments.remove": permissions.owns_assignment,
    "modules.assignments.show": permissions.may_see_version,
    "modules.assignments.save_all": permissions.may_write_version,
    "modules.assignments.save": permissions.may_write_version,
    "modules.assignments.submit": permissions.may_write_version,
    "modules.assignments.take_back": permissions.may_write_version,
    "modules.assignments.black_out": permissions.may_see_version,
    "modules.assignments.differences": permissions.may_see_version,
    "modules.assignments.printed": permissions.may_see_version,
    "modules.assignments.answer": permissions.may_draft_answer,
    "modules.assignments.save_answer": permissions.may_draft_answer,
    "modules.assignments.save_answer_field": permissions.may_draft_answer,
    "modules.assignments.send": permissions.may_draft_answer,
    "modules.assignments.attachment": permissions.may_see_version,
    "modules.assignments.attach": permissions.may_write_version,
    "modules.assignments.detach": permissions.may_write_version,
    "modules.completion.index": signed_in,
    "modules.completion.show": signed_in,
    "modules.completion.finish": signed_in,
    "modules.completion.contract": permissions.follows_or_trains,
    "modules.completion.group": permissions.trains,
    "modules.completion.group_csv": permissions.trains,
    "modules.completion.person": permissions.guides,
    "modules.completion.make_exception": permissions.guides,
    "modules.completion.take_back_exception": permissions.may_take_back,
    "modules.certificates.issue": permissions.guides,
    "modules.certificates.show": permissions.may_see_certificate,
    "modules.certificates.revoke": permissions.may_revoke,
    "modules.certificates.certificate_pdf": permissions.may_see_certificate,
    "modules.certificates.badge": permissions.owns_certificate,
    "modules.certificates.hours": permissions.may_see_hours,
    "modules.certificates.hours_pdf": permissions.may_see_hours,
    "modules.certificates.hours_csv": permissions.may_see_hours,
    # Who has the code of a certificate may check it; the rest is what a program needs to check a badge.
    "modules.certificates.check_typed": public,
    "modules.certificates.check": public,
    "modules.certificates.issuer": public,
    "modules.certificates.achievement": public,
    "modules.certificates.revoked": public,
    "modules.certificates.key": public,
    "modules.certificates.keys": public,
    "modules.evaluation.show": permissions.may_see_evaluation,
    "modules.evaluation.form": permissions.may_see_evaluation,
    "modules.evaluation.give": permissions.may_see_evaluation,
    "modules.fidelity.show": permissions.may_see_fidelity,
    "modules.fidelity.edit": permissions.may_write_fidelity,
    "modules.fidelity.export": permissions.may_write_fidelity,
    "modules.methods.index": signed_in,
    "modules.methods.show": signed_in,
    "modules.methods.compare": signed_in,
    "modules.glossary.index": signed_in,
    "modules.scans.index": signed_in,
    "modules.scans.fill": signed_in,
    "modules.scans.save": signed_in,
    "modules.scans.show": permissions.owns_filled_scan,
    "modules.scans.remove": permissions.owns_filled_scan,
    "modules.scans.share": permissions.may_share_scan,
    "modules.scans.take_back": permissions.may_take_back_scan,
    "modules.scans.discuss": permissions.may_discuss_scan,
    "modules.scans.add_note": permissions.may_discuss_scan,
    "modules.scans.remove_note": permissions.owns_scan_note,
    "modules.search.show": signed_in,
    "modules.books.show": signed_in,
    "modules.books.download": signed_in,
    "modules.books.module": signed_in,
    "modules.authoring.index": permissions.may_author,
    "modules.authoring.create": permissions.may_author,
    "modules.authoring.import_module": permissions.may_author,
    "modules.authoring.show": permissions.may_author,
    "modules.authoring.edit_module": permissions.may_author,
    "modules.authoring.add_lesson": permissions.may_author,
    "modules.authoring.move_lesson": permissions.may_author,
    "modules.authoring.remove_lesson": permissions.may_author,
    "modules.authoring.bring_back_lesson": permissions.may_author,
    "modules.authoring.lesson": permissions.may_author,
    "modules.authoring.preview": permissions.may_author,
    "modules.authoring.check": permissions.may_author,
    "modules.authoring.text": permissions.may_author,
    "modules.authoring.figures": permissions.may_author,
    "modules.authoring.remove_figure": permissions.may_author,
    "modules.authoring.figure": permissions.may_author,
    "modules.authoring.discard": permissions.may_author,
    "modules.publishing.set_order": permissions.may_author,
    "modules.publishing.show_module": permissions.may_author,
    "modules.publishing.hide_module": permissions.may_author,
    "modules.publishing.publish": permissions.may_author,
    "modules.publishing.versions": permissions.may_author,
    "modules.publishing.back_to_shipped": permissions.may_author,
    "modules.publishing.export": permissions.may_author,
    "modules.publishing.version": permissions.may_see_publication,
    "modules.publishing.restore": permissions.may_see_publication,
}
# A lesson has no loader: its slug means something only within its module.
LOADERS: dict[str, Loader] = {
    "module_slug": library.find_module,
    "method_slug": methods.find_method,
    "scan_slug": scans.find_scan,
    "filled_id": scans.find_filled,
    "note_id": scans.find_note,
    "attempt_id": checks.find_attempt,
    "entry_id": journal.find_entry,
    "share_id": journal.find_share,
    "assignment_id": assignments.find_assignment,
    "version_id": assignments.find_version,
    "exception_id": completion.find_exception,
    "certificate_id": certificates.find_certificate,
    "pretest_id": pretests.find_pretest,
    "work_slug": authoring.find_work,
    "publication_id": publishing.find_version,
}
