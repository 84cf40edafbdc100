package metro.cctv.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class ChartTest {
    private static final Path CHART =
            Path.of("..", "helm", "metro-cctv").toAbsolutePath().normalize();
    private static final List<String> SERVICES =
            List.of("gateway", "registry", "ingest", "analytics", "link", "retention");

    @Test
    void lintsStrictly() {
        LintResult result = new Helm(CHART).lint().strict().call();
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @Test
    void rendersEveryServiceAsAPodThatIsNeverRoot() {
        for (String service : SERVICES) {
            Map<String, Object> workload =
                    only(render("ingress.enabled", "true"), "r1-" + service, "Deployment", "StatefulSet");
            assertThat(at(workload, "spec", "template", "spec", "securityContext", "runAsNonRoot"))
                    .isEqualTo(true);
            assertThat(container(workload))
                    .extracting("readinessProbe", "livenessProbe", "resources")
                    .doesNotContainNull();
            assertThat(at(container(workload), "securityContext", "readOnlyRootFilesystem"))
                    .isEqualTo(true);
        }
    }

    @Test
    void rtspIsOffUntilItIsAskedForAndThenEncrypted() {
        assertThat(render("ingress.enabled", "true"))
                .noneMatch(document -> "r1-ingest-rtsp".equals(at(document, "metadata", "name")));
        List<Map<String, Object>> documents = render("rtsp.enabled", "true");
        assertThat(at(only(documents, "r1-ingest-rtsp", "Service"), "spec", "ports")
                        .toString())
                .contains("port=8322", "targetPort=rtsp");
        assertThat(container(only(documents, "r1-ingest", "StatefulSet"))
                        .get("env")
                        .toString())
                .contains("CCTV_INGEST_RTSP_CERTIFICATE", "/rtsp-tls/tls.crt")
                .doesNotContain("PLAIN");
        assertThat(container(only(documents, "r1-link", "Deployment"))
                        .get("env")
                        .toString())
                .contains("rtsps://video.example.org:8322");
        assertThat(at(only(documents, "r1-ingest", "NetworkPolicy"), "spec", "ingress")
                        .toString())
                .contains("8322", "cidr=10.0.0.0/8");
    }

    @Test
    void agenciesReachEachPodOfIngestByAnAddressOfItsOwn() {
        List<Map<String, Object>> documents = render("rtsp.enabled", "true", "services.ingest.replicas", "2");
        assertThat(environment(documents, "ingest", "StatefulSet"))
                .containsEntry("CCTV_INGEST_RTSP_ADDRESS", "rtsps://$(POD_NAME).video.example.org:8322")
                .containsEntry("CCTV_INGEST_RTSP_HOSTS", "*.video.example.org");
        for (int pod = 0; pod < 2; pod++)
            assertThat(at(only(documents, "r1-ingest-rtsp-" + pod, "Service"), "spec", "selector")
                            .toString())
                    .contains("statefulset.kubernetes.io/pod-name=r1-ingest-" + pod);
        assertThat(environment(render("rtsp.enabled", "true"), "ingest", "StatefulSet"))
                .as("one pod is found by the name of all")
                .doesNotContainKey("CCTV_INGEST_RTSP_ADDRESS");
    }

    @Test
    void podsOfIngestRecordApartAndTheGatewayGoesToEach() {
        List<Map<String, Object>> documents = render("services.ingest.replicas", "3");
        assertThat(environment(documents, "ingest", "StatefulSet"))
                .containsEntry("CCTV_INGEST_GROUP", "r1")
                .containsEntry("CCTV_INGEST_ADDRESS", "http://$(POD_NAME).r1-ingest:8082")
                .containsEntry("CCTV_RECORDINGS_ROOT", "/recordings/$(POD_NAME)");
        assertThat(environment(documents, "gateway", "Deployment"))
                .containsEntry("CCTV_INGEST_GROUP", "r1")
                .containsEntry("CCTV_INGEST_HOSTS", "*.r1-ingest");
        assertThat(environment(documents, "retention", "StatefulSet"))
                .containsEntry(
                        "CCTV_RECORDINGS_ROOT",
                        "/recordings/r1-ingest-0,/recordings/r1-ingest-1,/recordings/r1-ingest-2");
        assertThat(environment(render("recordings.pods", "2"), "retention", "StatefulSet"))
                .as("a pod that was there once")
                .containsEntry("CCTV_RECORDINGS_ROOT", "/recordings/r1-ingest-0,/recordings/r1-ingest-1");
    }

    /** As its pods' init containers do, on a folder instead of the volume. */
    @Test
    void recordingsOfAnOlderChartBecomeTheFirstPodsAndNoPodsFolderIsMissing(@TempDir Path volume) throws Exception {
        Files.createDirectories(volume.resolve("DJ-SEO/CAM-1/2026-11-21"));
        Files.createDirectories(volume.resolve(".open/CAM-1"));
        List<Map<String, Object>> documents = render("recordings.pods", "2");

        prepare(only(documents, "r1-retention", "StatefulSet"), "r1-retention-0", volume);
        assertThat(volume.resolve("r1-ingest-0/.open")).isDirectory();
        assertThat(volume.resolve("r1-ingest-1/.open")).isDirectory();
        assertThat(volume.resolve("DJ-SEO")).as("ingest's to move").exists();

        prepare(only(documents, "r1-ingest", "StatefulSet"), "r1-ingest-1", volume);
        assertThat(volume.resolve("DJ-SEO")).as("the first pod's").exists();
        for (int starts = 0; starts < 2; starts++) {
            prepare(only(documents, "r1-ingest", "StatefulSet"), "r1-ingest-0", volume);
            assertThat(volume.resolve("r1-ingest-0/DJ-SEO/CAM-1/2026-11-21")).isDirectory();
            assertThat(volume.resolve("r1-ingest-0/.open/CAM-1")).isDirectory();
            assertThat(volume.resolve("DJ-SEO")).doesNotExist();
        }
    }

    private static void prepare(Map<String, Object> workload, String pod, Path volume) throws Exception {
        var init = map(((List<?>) at(workload, "spec", "template", "spec", "initContainers")).getFirst());
        List<String> command = ((List<?>) init.get("command"))
                .stream()
                        .map(word -> ((String) word).replace("/recordings", volume.toString()))
                        .toList();
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        volume.resolveSibling(volume.getFileName() + ".txt").toFile());
        builder.environment().put("POD_NAME", pod);
        assertThat(builder.start().waitFor()).isZero();
    }

    @Test
    void carriesNoSecretOfItsOwn() {
        assertThat(render("ingress.enabled", "true")).noneMatch(document -> "Secret".equals(document.get("kind")));
    }

    @Test
    void aWrongValueIsRefusedByTheSchema() {
        assertThatThrownBy(() -> new Helm(CHART)
                        .template()
                        .withName("r1")
                        .set("services.gateway.replicas", "many")
                        .call())
                .hasMessageContaining("replicas");
        assertThatThrownBy(() -> new Helm(CHART)
                        .template()
                        .withName("r1")
                        .set("imagge.tag", "1")
                        .call())
                .hasMessageContaining("imagge");
    }

    /** @param settings names and values in turn */
    private static List<Map<String, Object>> render(String... settings) {
        var chart = new Helm(CHART).template().withName("r1");
        for (int i = 0; i < settings.length; i += 2) chart.set(settings[i], settings[i + 1]);
        String yaml = chart.call();
        return StreamSupport.stream(new Yaml().loadAll(yaml).spliterator(), false)
                .filter(Map.class::isInstance)
                .map(ChartTest::map)
                .toList();
    }

    private static Map<String, Object> only(List<Map<String, Object>> documents, String name, String... kinds) {
        List<Map<String, Object>> found = documents.stream()
                .filter(d -> List.of(kinds).contains(d.get("kind")))
                .filter(d -> name.equals(at(d, "metadata", "name")))
                .toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    /** Values alone; what comes from a Secret or the pod itself has none. */
    private static Map<String, String> environment(List<Map<String, Object>> documents, String service, String kind) {
        List<?> variables =
                (List<?>) container(only(documents, "r1-" + service, kind)).get("env");
        return variables.stream()
                .map(ChartTest::map)
                .filter(variable -> variable.containsKey("value"))
                .collect(Collectors.toMap(v -> (String) v.get("name"), v -> (String) v.get("value")));
    }

    private static Map<String, Object> container(Map<String, Object> workload) {
        return map(((List<?>) at(workload, "spec", "template", "spec", "containers")).getFirst());
    }

    private static Object at(Map<String, Object> document, String... path) {
        Object here = document;
        for (String step : path) here = map(here).get(step);
        return here;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
