"""The routes of this package: its blueprints, and the rule that each route stands behind."""

from flask import Blueprint

from trainer import permissions
from trainer.groups import queries as groups
from trainer.groups import views as group_views
from trainer.people import queries as people
from trainer.people import views as people_views
from trainer.planning import queries as planning
from trainer.planning import views as planning_views
from trainer.web import Loader, Rule, nest, public, signed_in

blueprint = nest(
    Blueprint("trainer", __name__), people_views.blueprint, group_views.blueprint, planning_views.blueprint
)

RULES: dict[str, Rule] = {
    "trainer.people.sign_in": public,
    "trainer.people.sign_out": signed_in,
    "trainer.people.sign_out_everywhere": signed_in,
    "trainer.people.welcome": public,
    "trainer.people.forgotten": public,
    "trainer.people.me": signed_in,
    "trainer.people.change_password": signed_in,
    "trainer.people.index": permissions.is_admin,
    "trainer.people.invite": permissions.is_admin,
    "trainer.people.show": permissions.may_see_person,
    "trainer.people.renew_link": permissions.may_renew_link,
    "trainer.people.edit": permissions.may_edit_account,
    "trainer.people.set_enabled": permissions.may_manage_account,
    "trainer.groups.index": signed_in,
    "trainer.groups.create": permissions.may_make_groups,
    "trainer.groups.show": permissions.may_see_group,
    "trainer.groups.edit": permissions.may_edit_group,
    "trainer.groups.add_intervisie": permissions.may_edit_course,
    "trainer.groups.invite": permissions.may_invite,
    "trainer.groups.invite_many": permissions.may_invite,
    "trainer.groups.links": permissions.may_invite,
    "trainer.groups.add_members": permissions.may_edit_group,
    "trainer.groups.remove_member": permissions.may_edit_membership,
    "trainer.groups.remove": permissions.may_edit_group,
    "trainer.groups.agree": permissions.may_take_part,
    "trainer.groups.withdraw": permissions.may_take_part,
    "trainer.planning.index": permissions.may_see_planning,
    "trainer.planning.plan_from_template": permissions.may_edit_planning,
    "trainer.planning.plan_days": permissions.may_edit_planning,
    "trainer.planning.add": permissions.may_edit_planning,
    "trainer.planning.show": permissions.may_see_day,
    "trainer.planning.room": permissions.may_register,
    "trainer.planning.edit": permissions.may_edit_day,
    "trainer.planning.cancel": permissions.may_edit_day,
    "trainer.planning.remove": permissions.may_edit_day,
    "trainer.planning.register": permissions.may_register,
    "trainer.planning.check_in": permissions.may_check_in,
    "trainer.planning.report": permissions.may_check_in,
    "trainer.planning.day_calendar": permissions.may_see_day,
    "trainer.planning.agenda": signed_in,
    "trainer.planning.subscribe": signed_in,
    "trainer.planning.unsubscribe": signed_in,
    # The address itself is the key: a calendar program cannot sign in.
    "trainer.planning.feed": public,
}
LOADERS: dict[str, Loader] = {
    "person_id": people.find_person,
    "group_id": groups.find_group,
    "membership_id": groups.find_membership,
    "day_id": planning.find_day,
}
