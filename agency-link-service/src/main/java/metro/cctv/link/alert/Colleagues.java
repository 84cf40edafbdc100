package metro.cctv.link.alert;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who of the centre works here, as their tokens said when they last came (ADR 0028). Accounts are the gateway's; this service asks
 * nobody, so a shift can change while the gateway's table is away.
 */
@Component
class Colleagues {
    private static final String KEPT = "30 days";

    private final JdbcClient jdbc;
    private final AlertProperties properties;
    private final Clock clock;

    Colleagues(JdbcClient jdbc, AlertProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** @param seenAt exact to a minute */
    record Colleague(String name, Role role, List<String> districts, Instant seenAt) {}

    /** Somebody came through a door; written at most once a minute, or when the token says something else. */
    void saw(Caller caller) {
        if (!caller.may(Capability.INCIDENTS)) return;
        int changed = jdbc.sql("""
                insert into colleague (name, role, districts, seen_at) values (:name, :role, :districts, :at)
                on conflict (name) do update
                set role = excluded.role, districts = excluded.districts, seen_at = excluded.seen_at
                where colleague.seen_at < excluded.seen_at - interval '1 minute'
                  or (colleague.role, colleague.districts) is distinct from (excluded.role, excluded.districts)
                """)
                .param("name", caller.subject())
                .param("role", caller.role().name())
                .param("districts", new TreeSet<>(caller.districts()).toArray(String[]::new))
                .param("at", Timestamp.from(clock.instant()))
                .update();
        if (changed == 1)
            jdbc.sql("delete from colleague where seen_at < cast(? as timestamptz) - cast(? as interval)")
                    .params(Timestamp.from(clock.instant()), KEPT)
                    .update();
    }

    /** @throws ProblemException {@code invalid-field} unless that person was here lately and works in all of these districts */
    void requireFor(String name, List<String> districts, Instant now) {
        Colleague known = jdbc.sql("select * from colleague where name = ? and seen_at >= ?")
                .params(name, since(now))
                .query((row, n) -> colleague(row))
                .optional()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_FIELD,
                        "to: nobody of that name has worked on alerts here in the last "
                                + properties.hereFor().toHours() + " hours."));
        var caller = new Caller(known.name(), known.role(), Set.copyOf(known.districts()), null);
        List<String> foreign =
                districts.stream().filter(one -> !caller.belongsTo(one)).toList();
        if (!foreign.isEmpty())
            throw new ProblemException(
                    ProblemType.INVALID_FIELD, "to: " + name + " does not work in " + String.join(", ", foreign) + ".");
    }

    /** Newest first; those who share a district with the caller. */
    List<Colleague> around(Caller caller) {
        return jdbc.sql("""
                select * from colleague
                where seen_at >= :since and name <> :self
                  and (:everywhere or districts && cast(:districts as text[]) or '*' = any(districts))
                order by seen_at desc, name limit 500
                """)
                .param("since", since(clock.instant()))
                .param("self", caller.subject())
                .param("everywhere", caller.isOfWholeCity())
                .param("districts", caller.districts().toArray(String[]::new))
                .query((row, n) -> colleague(row))
                .list();
    }

    private Timestamp since(Instant now) {
        return Timestamp.from(now.minus(properties.hereFor()));
    }

    private static Colleague colleague(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Colleague(
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                Arrays.asList((String[]) row.getArray("districts").getArray()),
                row.getTimestamp("seen_at").toInstant());
    }
}
