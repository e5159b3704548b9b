"""The routes of this package: its blueprints, and the rule that each route stands behind."""

from flask import Blueprint

from observation import permissions
from observation.feedback import views as feedback_views
from observation.form import views as form_views
from observation.intervisie import queries as intervisie
from observation.intervisie import views as intervisie_views
from observation.meetings import queries as meetings
from observation.meetings import views as meeting_views
from observation.recordings import views as recording_views
from observation.scoring import queries as scoring
from observation.scoring import views as scoring_views
from trainer.web import Loader, Rule, nest, signed_in

blueprint = nest(
    Blueprint("observation", __name__),
    form_views.blueprint,
    meeting_views.blueprint,
    recording_views.blueprint,
    scoring_views.blueprint,
    feedback_views.blueprint,
    intervisie_views.blueprint,
)

RULES: dict[str, Rule] = {
    "observation.form.show": signed_in,
    "observation.meetings.index": permissions.works_with_meetings,
    "observation.meetings.create_trajectory": permissions.works_with_meetings,
    "observation.meetings.trajectory": permissions.may_see_trajectory,
    "observation.meetings.edit_trajectory": permissions.may_edit_trajectory,
    "observation.meetings.remove_trajectory": permissions.may_edit_trajectory,
    "observation.meetings.create": permissions.may_edit_trajectory,
    "observation.meetings.show": permissions.may_see_meeting,
    "observation.meetings.edit": permissions.may_edit_meeting,
    "observation.meetings.remove": permissions.may_edit_meeting,
    "observation.meetings.add_attendee": permissions.may_edit_meeting,
    "observation.meetings.remove_attendee": permissions.may_edit_attendee,
    "observation.meetings.bring": permissions.may_edit_meeting,
    "observation.meetings.take_back": permissions.may_take_back,
    "observation.recordings.consent": permissions.may_edit_meeting,
    "observation.recordings.withdraw": permissions.may_edit_attendee,
    "observation.recordings.consent_text": signed_in,
    "observation.recordings.upload": permissions.may_edit_meeting,
    "observation.recordings.keep": permissions.may_edit_meeting,
    "observation.recordings.remove": permissions.may_edit_meeting,
    "observation.recordings.play": permissions.may_see_meeting,
    "observation.recordings.captions": permissions.may_see_meeting,
    "observation.scoring.start": permissions.may_see_meeting,
    "observation.scoring.show": permissions.is_observer,
    "observation.scoring.save_all": permissions.is_observer,
    "observation.scoring.save": permissions.is_observer,
    "observation.scoring.add_evidence": permissions.is_observer,
    "observation.scoring.change_evidence": permissions.marked_evidence,
    "observation.scoring.remove_evidence": permissions.marked_evidence,
    "observation.scoring.submit": permissions.is_observer,
    "observation.feedback.compare": permissions.may_see_meeting,
    "observation.feedback.compare_csv": permissions.may_see_meeting,
    "observation.feedback.meeting": permissions.may_see_meeting,
    "observation.feedback.trajectory": permissions.may_see_trajectory,
    "observation.feedback.group": permissions.may_see_group_feedback,
    "observation.intervisie.index": permissions.takes_part,
    "observation.intervisie.create": permissions.takes_part,
    "observation.intervisie.show": permissions.takes_part_in_session,
    "observation.intervisie.edit": permissions.discusses,
    "observation.intervisie.remove": permissions.discusses,
    "observation.intervisie.save": permissions.discusses,
    "observation.intervisie.register_attendance": permissions.discusses,
    "observation.intervisie.add_agreement": permissions.discusses,
    "observation.intervisie.set_done": permissions.owns_agreement,
    "observation.intervisie.remove_agreement": permissions.owns_agreement,
}
LOADERS: dict[str, Loader] = {
    "trajectory_id": meetings.find_trajectory,
    "meeting_id": meetings.find_meeting,
    "attendee_id": meetings.find_attendee,
    "observation_id": scoring.find_observation,
    "evidence_id": scoring.find_evidence,
    "session_id": intervisie.find_session,
    "agreement_id": intervisie.find_agreement,
}
