package metro.cctv.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeSet;
import metro.cctv.contracts.activity.ActivityCounted;
import metro.cctv.contracts.alert.AlertRaised;
import metro.cctv.contracts.alert.AlertSuppressed;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.audit.AccessAudited;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.detection.ObjectsDetected;
import metro.cctv.contracts.health.StreamHealthChanged;
import metro.cctv.contracts.incident.GrantChanged;
import metro.cctv.contracts.incident.IncidentChanged;
import metro.cctv.contracts.outage.OutageChanged;
import metro.cctv.contracts.segment.SegmentClosed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** The samples are frozen: a record that can no longer read or write one needs a new topic version. */
class SamplesTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Map<String, Class<?>> EVENTS = Map.ofEntries(
            Map.entry(Topics.CAMERA, CameraConfigured.class),
            Map.entry(Topics.DETECTION, ObjectsDetected.class),
            Map.entry(Topics.ACTIVITY, ActivityCounted.class),
            Map.entry(Topics.ALERT, AlertRaised.class),
            Map.entry(Topics.SUPPRESSION, AlertSuppressed.class),
            Map.entry(Topics.HEALTH, StreamHealthChanged.class),
            Map.entry(Topics.OUTAGE, OutageChanged.class),
            Map.entry(Topics.SEGMENT, SegmentClosed.class),
            Map.entry(Topics.INCIDENT, IncidentChanged.class),
            Map.entry(Topics.GRANT, GrantChanged.class),
            Map.entry(Topics.AUDIT, AccessAudited.class));

    @ParameterizedTest
    @ValueSource(
            strings = {
                Topics.CAMERA,
                Topics.DETECTION,
                Topics.ACTIVITY,
                Topics.ALERT,
                Topics.SUPPRESSION,
                Topics.HEALTH,
                Topics.OUTAGE,
                Topics.SEGMENT,
                Topics.INCIDENT,
                Topics.GRANT,
                Topics.AUDIT
            })
    void readsAndWritesTheSampleWithoutLoss(String topic) throws IOException {
        String sample = resource("/samples/" + topic + ".json");
        Object event = JSON.readValue(sample, EVENTS.get(topic));
        assertThat(JSON.readTree(JSON.writeValueAsString(event))).isEqualTo(JSON.readTree(sample));
    }

    /** An event as it was written before its fields grew. */
    @Test
    void readsAnIncidentOfTheDayBefore() throws IOException {
        IncidentChanged old = JSON.readValue(resource("/cctv.incident.v1.2026-11-21.json"), IncidentChanged.class);
        assertThat(old.status()).isEqualTo(IncidentChanged.Status.OPEN);
        assertThat(old.state()).isNull();
        assertThat(old.marks()).isEmpty();
        assertThat(old.agencies()).isEmpty();
    }

    @Test
    void readsAndWritesACameraOfTheDayBefore() throws IOException {
        String old = resource("/cctv.camera.v1.2026-11-21.json");
        CameraConfigured camera = JSON.readValue(old, CameraConfigured.class);
        assertThat(camera.zones())
                .allSatisfy(zone -> assertThat(zone.parameters()).isEmpty());
        assertThat(JSON.readTree(JSON.writeValueAsString(camera)))
                .as("who reads the old form still can")
                .isEqualTo(JSON.readTree(old));
    }

    @Test
    void everyTopicButTheFramesHasASample() {
        var all = new TreeSet<>(Topics.ALL);
        all.remove(Topics.FRAME); // its value is a JPEG
        assertThat(EVENTS.keySet()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void everyTopicIsDescribed() throws IOException {
        String asyncapi = resource("/asyncapi.yaml");
        assertThat(Topics.ALL).allSatisfy(topic -> assertThat(asyncapi).contains("address: " + topic));
    }

    @Test
    void everyBehaviourIsDescribed() throws IOException {
        String asyncapi = resource("/asyncapi.yaml");
        assertThat(Behaviour.values()).allSatisfy(one -> assertThat(asyncapi).contains(one.name()));
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = SamplesTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
