package metro.cctv.retention.ledger;

import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import metro.cctv.contracts.audit.AccessAudited;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads rows, the newest first, within what the reader may see. */
@Repository
class LedgerReader {
    private static final String[] NOBODY = {};

    private final JdbcClient jdbc;

    LedgerReader(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Row> read(LedgerScope scope, Search search, long beforeSeq, int limit) {
        return jdbc.sql("""
                        select seq, hash, body from ledger
                        where seq < :before
                          and case :scope
                                when 'ALL' then true
                                when 'AGENCY' then agency is null or agency = :agency
                                when 'TEAM' then district_code = any(:districts) or subject = :self
                                when 'OWN' then subject = :self
                                else false end
                          and (:action::text is null or action = :action)
                          and (:subject::text is null or subject = :subject)
                          and (:object::text is null or object_id = :object)
                          and (:from::timestamptz is null or at >= :from)
                          and (:to::timestamptz is null or at < :to)
                        order by seq desc limit :limit
                        """)
                .param("before", beforeSeq)
                .param("scope", name(scope))
                .param("agency", scope instanceof LedgerScope.Agency one ? one.agency() : null, java.sql.Types.VARCHAR)
                .param(
                        "districts",
                        scope instanceof LedgerScope.Team team
                                ? team.districts().toArray(String[]::new)
                                : NOBODY)
                .param("self", self(scope), java.sql.Types.VARCHAR)
                .param("action", search.action(), java.sql.Types.VARCHAR)
                .param("subject", search.subject(), java.sql.Types.VARCHAR)
                .param("object", search.object(), java.sql.Types.VARCHAR)
                .param("from", search.from(), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("to", search.to(), java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("limit", limit)
                .query((row, n) -> new Row(
                        row.getLong("seq"),
                        HexFormat.of().formatHex(row.getBytes("hash")),
                        LedgerChain.read(row.getString("body"))))
                .list();
    }

    private static String name(LedgerScope scope) {
        return switch (scope) {
            case LedgerScope.Everything all -> "ALL";
            case LedgerScope.Agency agency -> "AGENCY";
            case LedgerScope.Team team -> "TEAM";
            case LedgerScope.Own own -> "OWN";
            case LedgerScope.Nothing nothing -> "NONE";
        };
    }

    private static @Nullable String self(LedgerScope scope) {
        return switch (scope) {
            case LedgerScope.Team team -> team.subject();
            case LedgerScope.Own own -> own.subject();
            case LedgerScope.Everything all -> null;
            case LedgerScope.Agency agency -> null;
            case LedgerScope.Nothing nothing -> null;
        };
    }

    /** All null: every row. */
    record Search(
            @Nullable String action,
            @Nullable String subject,
            @Nullable String object,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime to) {}

    record Row(long seq, String hash, AccessAudited event) {}
}
