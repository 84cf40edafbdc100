package metro.cctv.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import metro.cctv.contracts.alert.AlertRaised;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people decided comes back as examples, a weekly report and advice. */
class FeedbackIT extends LinkFixture {
    private static final String KIM = operator("kim", "DJ-SEO");

    @Test
    void decisionsBecomeExamplesAReportAndAFileOfOnesOwnDistrictsOnly() throws Exception {
        configure(camera("DJ-SEO-001", "DJ-SEO", 10));
        // One instant says which week: the test may run over midnight of a Sunday.
        String week = null;
        for (String reason : new String[] {"오탐지 (사람·차량 아님)", "Ordinary activity", "Duplicate alert", "a dog"}) {
            AlertRaised alert = alert("DJ-SEO-001", "DJ-SEO");
            if (week == null) week = weekOf(alert);
            raise(alert);
            post("/api/alerts/" + alert.alertId() + "/dismiss", "{\"reason\":\"" + reason + "\"}", KIM);
        }
        AlertRaised real = alert("DJ-SEO-001", "DJ-SEO");
        raise(real);
        post("/api/alerts/" + real.alertId() + "/acknowledge", null, KIM);
        raise(alert("DJ-SEO-001", "DJ-SEO"));
        raise(alert("DJ-JUNG-001", "DJ-JUNG"));
        jdbc.sql("update alert set raised_at = (select min(raised_at) from alert)")
                .update();

        JsonNode report = get("/api/feedback/false-alarms?week=" + week, KIM).body();
        assertThat(report.path("items")).hasSize(1);
        JsonNode counts = report.at("/items/0/counts");
        assertThat(counts.path("raised").asInt()).isEqualTo(6);
        assertThat(counts.path("real").asInt()).isEqualTo(1);
        assertThat(counts.path("falseAlarms").asInt()).isEqualTo(2);
        assertThat(counts.path("ordinary").asInt()).isEqualTo(1);
        assertThat(counts.path("aside").asInt()).isEqualTo(1);
        assertThat(counts.path("open").asInt()).isEqualTo(1);
        assertThat(counts.path("falseShare").asDouble()).isEqualTo(0.75);
        assertThat(report.at("/items/0/advice/word").asString()).isEqualTo("WAIT");
        assertThat(report.path("whole").asBoolean()).isTrue();
        assertThat(file(week)).contains(week + ",DJ-SEO,DJ-SEO-001,\"North gate\",LOITERING,6,1,2,1,1,1,WAIT,");

        JsonNode first = get("/api/feedback/examples?limit=3", KIM).body();
        JsonNode second = get(
                        "/api/feedback/examples?limit=3&cursor="
                                + first.path("next").asString(),
                        KIM)
                .body();
        assertThat(first.path("items")).hasSize(3);
        assertThat(second.path("items")).hasSize(2);
        assertThat(second.path("next").isNull()).isTrue();
        assertThat(first.at("/items/0/evidence").asString()).endsWith("/frame.jpg");
        jdbc.sql("update alert set raised_at = raised_at - interval '31 days'").update();
        assertThat(get("/api/feedback/examples", KIM)
                        .body()
                        .at("/items/0/evidence")
                        .isNull())
                .isTrue();
    }

    @Test
    void aWeekThatIsNoneIsRefused() {
        for (String week : new String[] {"2026-47", "2026-W60", "2999-W01", "", "2150-W01"})
            assertThat(get("/api/feedback/false-alarms?week=" + week, KIM).status())
                    .as(week)
                    .isEqualTo(422);
    }

    private static String weekOf(AlertRaised alert) {
        return ZonedDateTime.ofInstant(alert.raisedAt(), ZoneId.of("Asia/Seoul"))
                .format(DateTimeFormatter.ISO_WEEK_DATE)
                .substring(0, 8);
    }

    private String file(String week) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri("/api/feedback/false-alarms.csv?week=" + week))
                .header("Authorization", KIM)
                .build();
        return http().send(request, BodyHandlers.ofString(StandardCharsets.UTF_8))
                .body();
    }
}
