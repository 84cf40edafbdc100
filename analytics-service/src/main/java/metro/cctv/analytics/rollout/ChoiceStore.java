package metro.cctv.analytics.rollout;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Optional;
import metro.cctv.analytics.model.ModelManifest.Role;
import metro.cctv.analytics.rollout.Choice.Named;
import metro.cctv.analytics.rollout.Choice.Previous;
import metro.cctv.chassis.audit.Access;
import metro.cctv.chassis.audit.AuditTrail;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The choices that every instance follows. */
@Repository
class ChoiceStore {
    private final JdbcClient jdbc;
    private final AuditTrail audit;

    ChoiceStore(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    Optional<Choice> find(Role role) {
        return jdbc.sql("select * from model_choice where role = ?")
                .param(role.name())
                .query(ChoiceStore::choice)
                .optional();
    }

    /**
     * With its row in the ledger, or not at all.
     *
     * @throws ProblemException conflict when somebody changed it meanwhile
     */
    @Transactional
    public void save(Choice choice, Caller caller, Access access) {
        Previous previous = choice.previous();
        int saved = jdbc.sql("""
                        insert into model_choice (role, configured_sha256, active_model, active_sha256, shadow_model,
                                                  shadow_sha256, has_previous, previous_model, previous_sha256, version,
                                                  changed_at, changed_by)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (role) do update set
                          configured_sha256 = excluded.configured_sha256,
                          active_model = excluded.active_model, active_sha256 = excluded.active_sha256,
                          shadow_model = excluded.shadow_model, shadow_sha256 = excluded.shadow_sha256,
                          has_previous = excluded.has_previous,
                          previous_model = excluded.previous_model, previous_sha256 = excluded.previous_sha256,
                          version = excluded.version, changed_at = excluded.changed_at, changed_by = excluded.changed_by
                        where model_choice.version = excluded.version - 1
                        """)
                .param(choice.role().name())
                .param(choice.configuredSha256())
                .param(name(choice.active()))
                .param(sha256(choice.active()))
                .param(name(choice.shadow()))
                .param(sha256(choice.shadow()))
                .param(previous != null)
                .param(previous == null ? null : name(previous.model()))
                .param(previous == null ? null : sha256(previous.model()))
                .param(choice.version())
                .param(choice.changedAt() == null ? null : Timestamp.from(choice.changedAt()))
                .param(choice.changedBy())
                .update();
        if (saved == 0) throw new ProblemException(ProblemType.CONFLICT, "The choice of models changed meanwhile.");
        audit.allowedTogether(caller, access);
    }

    private static Choice choice(ResultSet row, int number) throws SQLException {
        return new Choice(
                Role.valueOf(row.getString("role")),
                row.getString("configured_sha256"),
                named(row, "active"),
                named(row, "shadow"),
                row.getBoolean("has_previous") ? new Previous(named(row, "previous")) : null,
                row.getLong("version"),
                row.getTimestamp("changed_at").toInstant(),
                row.getString("changed_by"));
    }

    private static @Nullable Named named(ResultSet row, String which) throws SQLException {
        String name = row.getString(which + "_model");
        return name == null ? null : new Named(name, row.getString(which + "_sha256"));
    }

    private static @Nullable String name(@Nullable Named model) {
        return model == null ? null : model.name();
    }

    private static @Nullable String sha256(@Nullable Named model) {
        return model == null ? null : model.sha256();
    }
}
