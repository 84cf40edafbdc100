package metro.cctv.link.statistics;

import java.sql.Timestamp;
import java.util.List;
import java.util.UUID;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.audit.AccessAudited;
import metro.cctv.contracts.audit.AccessAudited.Result;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads what the ledger reads and counts what was allowed for a purpose. As in the ledger, an audit id counts once, however
 * often it comes.
 */
@Component
class UsageListener {
    private static final String LIVE_VIEW = "live.view";

    private final JdbcClient jdbc;

    UsageListener(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @KafkaListener(topics = Topics.AUDIT, groupId = "link-statistics")
    @Transactional
    void on(AccessAudited row) {
        String purpose = row.purpose();
        if (row.result() != Result.ALLOWED || purpose == null) return;
        count(row, purpose);
        String caseNo = row.caseNo();
        if (row.action().equals(LIVE_VIEW) && caseNo != null) firstVideo(row, caseNo);
    }

    private void count(AccessAudited row, String purpose) {
        jdbc.sql("""
                insert into usage_row (audit_id, at, action, district_code, purpose, agency) values (?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                .param(row.auditId())
                .param(Timestamp.from(row.at()))
                .param(row.action())
                .param(row.districtCode())
                .param(purpose)
                .param(row.agency())
                .update();
    }

    /**
     * Of the incident that was open at that moment; views of one case come in any order, the earliest counts. Its id, or the
     * agency and its number: each is found by its index.
     */
    private void firstVideo(AccessAudited row, String caseNo) {
        UUID id = incidentId(caseNo);
        String agency = row.agency();
        if (id != null) firstVideo(row, "incident_id = ?", id);
        if (agency != null) firstVideo(row, "agency = ? and case_no = ?", agency, caseNo);
    }

    private void firstVideo(AccessAudited row, String which, Object... key) {
        Timestamp at = Timestamp.from(row.at());
        jdbc.sql("update incident set first_video_at = ? where " + which
                        + " and opened_at <= ? and (closed_at is null or closed_at >= ?)"
                        + " and (first_video_at is null or first_video_at > ?)")
                .param(at)
                .params(List.of(key))
                .params(at, at, at)
                .update();
    }

    /** The centre's own incidents have their id as number. */
    private static @Nullable UUID incidentId(String caseNo) {
        try {
            return UUID.fromString(caseNo);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
