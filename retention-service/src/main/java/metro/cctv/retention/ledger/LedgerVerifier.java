package metro.cctv.retention.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import metro.cctv.contracts.audit.AccessAudited;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;

/** Walks the whole chain and recomputes every hash. */
@Service
class LedgerVerifier {
    private static final int FETCH_ROWS = 1_000;

    private final JdbcTemplate jdbc;

    LedgerVerifier(JdbcTemplate jdbc) {
        this.jdbc = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource()));
        this.jdbc.setFetchSize(FETCH_ROWS); // in a transaction the driver then reads by pages
    }

    /** On one snapshot: rows that are added meanwhile do not disturb it. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Verdict verify() {
        var walk = new Walk();
        jdbc.query("select seq, audit_id, body, hash, at from ledger order by seq", walk::take);
        if (walk.broken != null) return walk.broken;
        return Objects.requireNonNull(jdbc.queryForObject(
                "select seq, hash from ledger_head", (row, n) -> walk.end(row.getLong(1), row.getBytes(2))));
    }

    /** State of one walk: the row expected next and the hash before it. */
    private static final class Walk {
        private long seq;
        private byte[] hash = LedgerChain.origin();
        private @Nullable Verdict broken;

        void take(ResultSet row) throws SQLException {
            if (broken != null) return;
            long found = row.getLong("seq");
            String body = row.getString("body");
            if (found != seq + 1) broken = broken(seq + 1, "The row is missing.");
            else if (!Arrays.equals(row.getBytes("hash"), LedgerChain.next(hash, body)))
                broken = broken(found, "The row or the one before it was changed.");
            else if (!saysTheSame(row, body))
                broken = broken(found, "The row's columns say something else than its text.");
            seq = found;
            hash = row.getBytes("hash");
        }

        Verdict end(long headSeq, byte[] headHash) {
            if (headSeq > seq) return broken(seq + 1, "The row is missing at the end.");
            if (headSeq != seq || !Arrays.equals(headHash, hash))
                return broken(seq, "The head of the chain was changed.");
            return new Verdict(true, seq, HexFormat.of().formatHex(hash), null, null);
        }

        private Verdict broken(long at, String reason) {
            return new Verdict(false, at - 1, HexFormat.of().formatHex(hash), at, reason);
        }

        private static boolean saysTheSame(ResultSet row, String body) throws SQLException {
            try {
                AccessAudited event = LedgerChain.read(body);
                return event.auditId().equals(row.getObject("audit_id", UUID.class))
                        && event.at()
                                .truncatedTo(ChronoUnit.MICROS)
                                .equals(row.getObject("at", OffsetDateTime.class)
                                        .toInstant());
            } catch (JacksonException | IllegalArgumentException e) {
                return false;
            }
        }
    }

    /**
     * @param rows sound rows, from the first on
     * @param headHash of the last sound row; whoever notes it down can prove later that nothing before it changed
     * @param brokenAt number of the first row that is not sound
     */
    record Verdict(
            boolean intact,
            long rows,
            String headHash,
            @Nullable Long brokenAt,
            @Nullable String reason) {}
}
