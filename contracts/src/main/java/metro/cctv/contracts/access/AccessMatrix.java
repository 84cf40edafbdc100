package metro.cctv.contracts.access;

import static metro.cctv.contracts.access.Right.*;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Who may do what: the one table that the doors enforce and the tests are generated from (domain.md §G). */
public final class AccessMatrix {
    private static final Map<Role, Map<Capability, Right>> ROWS = new EnumMap<>(Role.class);

    static {
        // Columns as in Capability:
        //                        own live, other district, PTZ, playback, request export, approve export,
        //                        raw to analyst, rules, accounts, audit log | ours: cameras, outages, posture,
        //                        incidents, read incidents, hand over, statistics, review emergencies, webhooks
        row(
                Role.OPERATOR,
                YES,
                OPEN_CASE,
                OPEN_CASE,
                OPEN_CASE,
                NO,
                NO,
                NO,
                NO,
                NO,
                OWN,
                NO,
                YES,
                NO,
                YES,
                YES,
                NO,
                YES,
                NO,
                NO);
        row(
                Role.LEAD,
                YES,
                OPEN_CASE,
                YES,
                YES,
                YES,
                NO,
                NO,
                SECOND_PERSON,
                NO,
                TEAM,
                NO,
                YES,
                YES,
                YES,
                YES,
                YES,
                YES,
                YES,
                NO);
        row(
                Role.SECONDED_OFFICER,
                YES,
                OPEN_CASE,
                OPEN_CASE,
                OPEN_CASE,
                YES,
                NO,
                NO,
                NO,
                NO,
                OWN,
                NO,
                NO,
                NO,
                YES,
                YES,
                NO,
                YES,
                NO,
                NO);
        row(
                Role.POLICE_112,
                OPEN_CASE,
                OPEN_CASE,
                OPEN_CASE,
                OPEN_CASE,
                YES,
                NO,
                NO,
                NO,
                NO,
                OWN,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO);
        row(
                Role.FIRE_119,
                OPEN_CASE,
                OPEN_CASE,
                OPEN_CASE,
                NO,
                YES,
                NO,
                NO,
                NO,
                NO,
                OWN,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO);
        row(
                Role.DISASTER_ROOM,
                OPEN_CASE,
                OPEN_CASE,
                NO,
                NO,
                YES,
                NO,
                NO,
                NO,
                NO,
                OWN,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO);
        row(Role.FIELD_UNIT, OPEN_CASE, OPEN_CASE, NO, NO, NO, NO, NO, NO, NO, OWN, NO, NO, NO, NO, NO, NO, NO, NO, NO);
        row(
                Role.MANAGER,
                YES,
                YES,
                NO,
                SECOND_PERSON,
                YES,
                YES,
                NO,
                YES,
                SECOND_PERSON,
                AGENCY,
                YES,
                YES,
                YES,
                NO,
                YES,
                YES,
                YES,
                YES,
                YES);
        row(
                Role.PRIVACY_OFFICER,
                NO,
                NO,
                NO,
                NO,
                NO,
                SECOND_PERSON,
                SECOND_PERSON,
                NO,
                YES,
                ALL,
                NO,
                NO,
                YES,
                NO,
                NO,
                NO,
                YES,
                YES,
                NO);
        row(Role.RESEARCHER, NO, NO, NO, NO, NO, NO, PERMIT, NO, NO, OWN, NO, NO, NO, NO, NO, NO, NO, NO, NO);
        row(
                Role.VENDOR,
                TEST_IMAGE,
                NO,
                SECOND_PERSON,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                OWN,
                NO,
                YES,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO,
                NO);
        row(Role.AUDITOR, NO, NO, NO, SECOND_PERSON, NO, NO, NO, NO, NO, ALL, NO, NO, YES, NO, NO, NO, YES, NO, NO);
        row(Role.ALARM_SOURCE, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO);
        row(Role.SERVICE, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO, NO);
    }

    private AccessMatrix() {}

    public static Right right(Role role, Capability capability) {
        Map<Capability, Right> row = ROWS.get(role);
        Right right = row == null ? null : row.get(capability);
        if (right == null) throw new IllegalStateException("no cell for " + role + ", " + capability);
        return right;
    }

    private static void row(Role role, Right... rights) {
        if (rights.length != Capability.values().length)
            throw new IllegalStateException(role + ": one right for each of " + List.of(Capability.values()));
        Map<Capability, Right> row = new EnumMap<>(Capability.class);
        Iterator<Right> next = List.of(rights).iterator();
        for (Capability column : Capability.values()) row.put(column, next.next());
        ROWS.put(role, row);
    }
}
