package metro.cctv.retention.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import metro.cctv.contracts.Topics;
import metro.cctv.contracts.access.AccessMatrix;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.access.Right;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.audit.AccessAudited;
import metro.cctv.retention.RetentionTest;
import metro.cctv.testkit.TokenFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

class LedgerIT extends RetentionTest {
    @Autowired
    Ledger ledger;

    @Test
    void rowsComeFromKafkaOnceAndTheChainHolds() throws Exception {
        String object = freshCamera();
        AccessAudited event = event("kim", object, "DJ-SEO", null);
        for (int i = 0; i < 3; i++) events.send(Topics.AUDIT, object, event).join();
        AccessAudited other = event("lee", object, "DJ-SEO", null);
        events.send(Topics.AUDIT, object, other).join();
        await().until(() -> rows("ledger where audit_id = '" + other.auditId() + "'") == 1);

        assertThat(rows("ledger where audit_id = '" + event.auditId() + "'")).isEqualTo(1);
        JsonNode item = get("/api/ledger?subject=kim&object=" + object, AUDITOR)
                .json()
                .get("items")
                .get(0);
        assertThat(item.get("subject").asString()).isEqualTo("kim");
        assertThat(item.get("hash").asString()).hasSize(64);
        assertThat(verify().get("intact").asBoolean()).isTrue();
    }

    @Test
    void manyWritersMakeOneChain() {
        String object = freshCamera();
        try (var writers = Executors.newFixedThreadPool(6)) {
            IntStream.range(0, 60)
                    .forEach(i -> writers.submit(() -> ledger.append(event("w" + i, object, null, null))));
        }

        assertThat(rows("ledger where object_id = '" + object + "'")).isEqualTo(60);
        JsonNode verdict = verify();
        assertThat(verdict.get("intact").asBoolean()).isTrue();
        assertThat(verdict.get("rows").asLong()).isGreaterThanOrEqualTo(60);
        assertThat(verdict.get("headHash").asString()).hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger set body = '{}'",
                "delete from ledger",
                "truncate ledger",
                "delete from ledger_head",
            })
    void theTableIsAppendOnly(String sql) {
        ledger.append(event("kim", freshCamera(), null, null));

        assertThatThrownBy(() -> jdbc.sql(sql).update())
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageContaining("append-only");
    }

    @Test
    void whoeverGetsAroundTheTriggerBreaksTheChain() {
        String object = freshCamera();
        for (String who : new String[] {"a", "b", "c"}) ledger.append(event(who, object, null, null));
        long seq = jdbc.sql("select min(seq) from ledger where object_id = ?")
                .param(object)
                .query(Long.class)
                .single();
        String body = jdbc.sql("select body from ledger where seq = ?")
                .param(seq)
                .query(String.class)
                .single();

        tamper("update ledger set body = replace(body, '\"ALLOWED\"', '\"REFUSED\"') where seq = " + seq);
        assertThat(verify().get("intact").asBoolean()).isFalse();
        assertThat(verify().get("brokenAt").asLong()).isEqualTo(seq);
        tamper("update ledger set body = '" + body + "' where seq = " + seq);
        assertThat(verify().get("intact").asBoolean()).isTrue();

        tamper("update ledger set at = at - interval '1 day' where seq = " + seq);
        assertThat(verify().get("brokenAt").asLong()).isEqualTo(seq);
        tamper("update ledger set at = at + interval '1 day' where seq = " + seq);

        tamper("create table put_away as select seq, audit_id, recorded_at, body, hash, at from ledger with no data");
        // At once: a row that comes meanwhile stays where it is.
        tamper("with gone as (delete from ledger where seq > " + seq
                + " returning seq, audit_id, recorded_at, body, hash, at) insert into put_away select * from gone");
        assertThat(verify().get("brokenAt").asLong()).isEqualTo(seq + 1);
        tamper("insert into ledger (seq, audit_id, recorded_at, body, hash, at) select * from put_away");
        tamper("delete from ledger where seq = " + (seq + 1));
        assertThat(verify().get("brokenAt").asLong()).isEqualTo(seq + 1);
        tamper("insert into ledger (seq, audit_id, recorded_at, body, hash, at) select * from put_away where seq = "
                + (seq + 1));
        assertThat(verify().get("intact").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyRoleReadsWhatTheMatrixSays(Role role) {
        String object = freshCamera();
        String self = role.name().toLowerCase() + "-1";
        String agency = role == Role.POLICE_112 ? "112" : role == Role.FIRE_119 ? "119" : null;
        ledger.append(event(self, object, "DJ-YUS", agency));
        ledger.append(event("somebody", object, "DJ-SEO", null));
        ledger.append(event("police", object, "DJ-DON", "112"));
        String own = TokenFixture.bearer(role, "DJ-SEO");

        Answer answer = get("/api/ledger?object=" + object, own);
        Right right = AccessMatrix.right(role, Capability.AUDIT_LOG);
        if (right == Right.NO) {
            assertThat(answer.problem()).isEqualTo("forbidden");
        } else {
            String[] expected = switch (right) {
                case ALL -> new String[] {"police", "somebody", self};
                case OWN -> new String[] {self};
                default -> new String[] {"somebody", self}; // TEAM: own district; AGENCY: the centre's people
            };
            assertThat(answer.json()
                            .get("items")
                            .valueStream()
                            .map(i -> i.get("subject").asString()))
                    .containsExactly(expected);
        }
        assertThat(get("/api/ledger/verify", own).status()).isEqualTo(right == Right.ALL ? 200 : 403);
    }

    @Test
    void theCitysManagerReadsTheCitysAndTheCentresRowsButNotThePolices() {
        String object = freshCamera();
        ledger.append(event("colleague", object, "DJ-DON", "DAEJEON"));
        ledger.append(event("operator", object, "DJ-DON", null));
        ledger.append(event("police", object, "DJ-DON", "112"));
        String manager = "Bearer " + TokenFixture.token("m", Role.MANAGER, "DAEJEON", "*");

        assertThat(get("/api/ledger?object=" + object, manager)
                        .json()
                        .get("items")
                        .valueStream()
                        .map(i -> i.get("subject").asString()))
                .containsExactly("operator", "colleague");
    }

    @Test
    void listsArePagedAndSearchedWithBoundValues() {
        String object = freshCamera();
        for (int i = 0; i < 5; i++) ledger.append(event("p" + i, object, null, null));

        JsonNode page = get("/api/ledger?limit=2&object=" + object, AUDITOR).json();
        JsonNode next = get(
                        "/api/ledger?limit=2&object=" + object + "&cursor="
                                + page.get("next").asString(),
                        AUDITOR)
                .json();

        assertThat(page.get("items").get(0).get("subject").asString()).isEqualTo("p4");
        assertThat(next.get("items").get(0).get("subject").asString()).isEqualTo("p2");
        assertThat(get("/api/ledger?from=2001-01-01T00:00:00Z&to=2001-01-02T00:00:00Z", AUDITOR)
                        .json()
                        .get("items"))
                .isEmpty();
        assertThat(get("/api/ledger?limit=1000000", AUDITOR).json().get("items").size())
                .isLessThanOrEqualTo(500);
        assertThat(get("/api/ledger?subject='%20or%201=1--", AUDITOR).json().get("items"))
                .isEmpty();
        assertThat(get("/api/ledger?cursor=1'", AUDITOR).problem()).isEqualTo("bad-request");
    }

    private JsonNode verify() {
        return get("/api/ledger/verify", AUDITOR).json();
    }

    /** As somebody with the database's own password could. */
    private void tamper(String sql) {
        jdbc.sql("alter table ledger disable trigger user").update();
        jdbc.sql(sql).update();
        jdbc.sql("alter table ledger enable trigger user").update();
    }

    private static AccessAudited event(
            String subject, String object, @Nullable String district, @Nullable String agency) {
        return new AccessAudited(
                UUID.randomUUID(),
                Instant.now(),
                "ingest",
                subject,
                "OPERATOR",
                agency,
                "live.view",
                "camera",
                object,
                district,
                "patrol",
                null,
                null,
                "10.0.0.9",
                AccessAudited.Result.ALLOWED,
                null);
    }
}
