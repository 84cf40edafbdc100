package metro.cctv.link.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class ReportStore {
    private final JdbcClient jdbc;

    ReportStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Report report) {
        jdbc.sql("""
                insert into incident_report (report_id, incident_id, agency, state, text, code, filed_by, filed_at, answer_by)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .param(report.reportId())
                .param(report.incidentId())
                .param(report.agency())
                .param(report.state().name())
                .param(report.text())
                .param(report.code())
                .param(report.filedBy())
                .param(Timestamp.from(report.filedAt()))
                .param(Timestamp.from(report.answerBy()))
                .update();
    }

    Optional<Report> find(UUID reportId) {
        return jdbc.sql("select * from incident_report where report_id = ?")
                .param(reportId)
                .query(ReportStore::report)
                .optional();
    }

    /** Newest first. */
    List<Report> ofIncident(UUID incidentId, int limit) {
        return jdbc.sql("select * from incident_report where incident_id = ? order by filed_at desc, report_id limit ?")
                .params(incidentId, limit)
                .query(ReportStore::report)
                .list();
    }

    long count(UUID incidentId) {
        return jdbc.sql("select count(*) from incident_report where incident_id = ?")
                .param(incidentId)
                .query(Long.class)
                .single();
    }

    /** @return false when it has a receipt already */
    boolean receive(UUID reportId, String receiptNo, Instant at) {
        return jdbc.sql("""
                update incident_report set state = 'RECEIVED', receipt_no = ?, received_at = ?
                where report_id = ? and receipt_no is null
                """).params(receiptNo, Timestamp.from(at), reportId).update() == 1;
    }

    /** Nothing is locked: whoever acts on one locks its incident first. */
    List<Report> late(Instant now) {
        return jdbc.sql(
                        "select * from incident_report where state = 'FILED' and answer_by <= ? order by answer_by limit 200")
                .param(Timestamp.from(now))
                .query(ReportStore::report)
                .list();
    }

    boolean unanswered(UUID reportId) {
        return jdbc.sql("update incident_report set state = 'UNANSWERED' where report_id = ? and state = 'FILED'")
                        .param(reportId)
                        .update()
                == 1;
    }

    /** The words are gone; that there was a report, and its receipt, stays. */
    void purge(UUID incidentId) {
        jdbc.sql("update incident_report set text = '[purged]' where incident_id = ?")
                .param(incidentId)
                .update();
    }

    private static Report report(ResultSet row, int n) throws SQLException {
        Timestamp receivedAt = row.getTimestamp("received_at");
        return new Report(
                row.getObject("report_id", UUID.class),
                row.getObject("incident_id", UUID.class),
                row.getString("agency"),
                Report.State.valueOf(row.getString("state")),
                row.getString("text"),
                row.getObject("code", Integer.class),
                row.getString("filed_by"),
                row.getTimestamp("filed_at").toInstant(),
                row.getTimestamp("answer_by").toInstant(),
                row.getString("receipt_no"),
                receivedAt == null ? null : receivedAt.toInstant());
    }
}
