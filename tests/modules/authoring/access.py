"""Who writes the course: the part of the table of tests/test_access.py about the editor."""

# Trainers write the course together, whatever groups they guide.
NAMES = (
    "authoring.add_lesson authoring.bring_back_lesson authoring.check authoring.create authoring.discard "
    "authoring.edit_module authoring.figure authoring.figures authoring.import_module authoring.index "
    "authoring.lesson authoring.move_lesson authoring.preview authoring.remove_figure authoring.remove_lesson "
    "authoring.show authoring.text "
    "publishing.back_to_shipped publishing.export publishing.hide_module "
    "publishing.publish publishing.restore publishing.set_order publishing.show_module publishing.version publishing.versions"
)
WRITING = {f"modules.{name}": {"trainer", "other_trainer"} for name in NAMES.split()}
