package metro.cctv.registry.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import metro.cctv.contracts.camera.CameraPurpose;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ActivationPolicyTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-11-22");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COMPLETE = """
            {"basis": "CRIME_PREVENTION", "purpose": "CRIME_PREVENTION", "mobility": "FIXED", "recordingNotice": null, "stream": true,
             "noticeBoard": {"postedAt": "2026-11-22", "purpose": "범죄 예방", "place": "시청 앞", "range": "50 m", "hours": "24시간",
                             "contact": "042-000-0000", "contractor": null},
             "consultation": {"kind": "NOTICE", "documentNo": "2026-17", "heldAt": "2026-11-22"}, "outsideM": 0}""";

    /** Each line lays one thing over a camera that has everything. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', emptyValue = "", nullValues = "-", textBlock = """
            {}                                              | -
            {"stream": false}                               | mainStream
            {"basis": null}                                 | law.basis
            {"basis": "TRAFFIC_INFORMATION"}                | law.basis
            {"basis": "STATUTE"}                            | -
            {"noticeBoard": null}                           | law.noticeBoard
            {"noticeBoard": {"postedAt": null}}             | law.noticeBoard.postedAt
            {"noticeBoard": {"postedAt": "2026-11-23"}}     | law.noticeBoard.postedAt
            {"noticeBoard": {"purpose": ""}}                | law.noticeBoard.purpose
            {"noticeBoard": {"place": " "}}                 | law.noticeBoard.place
            {"noticeBoard": {"range": null}}                | law.noticeBoard.range
            {"noticeBoard": {"hours": ""}}                  | law.noticeBoard.hours
            {"noticeBoard": {"contact": null}}              | law.noticeBoard.contact
            {"noticeBoard": {"contractor": ""}}             | law.noticeBoard.contractor
            {"noticeBoard": {"contractor": "한빛관제"}}      | -
            {"noticeBoard": {"hours": "", "contact": ""}}   | law.noticeBoard.hours law.noticeBoard.contact
            {"consultation": null}                          | law.consultation
            {"consultation": {"kind": null}}                | law.consultation.kind
            {"consultation": {"documentNo": " "}}           | law.consultation.documentNo
            {"consultation": {"heldAt": null}}              | law.consultation.heldAt
            {"consultation": {"heldAt": "2027-01-01"}}      | law.consultation.heldAt
            {"outsideM": 1000}                              | -
            {"outsideM": 1001}                              | place
            {"mobility": "DRONE"}                           | recordingNotice
            {"mobility": "VEHICLE", "recordingNotice": " "} | recordingNotice
            {"mobility": "DRONE", "recordingNotice": "경광등", "noticeBoard": null, "consultation": null} | -
            {"basis": "NON_PUBLIC_CONSENT"}                 | law.basis
            {"basis": "NON_PUBLIC_CONSENT", "purpose": "OTHER", "noticeBoard": null, "consultation": null} | -
            {"basis": "NON_PUBLIC_CONSENT", "purpose": "FACILITY_MANAGEMENT", "noticeBoard": null, "consultation": null} | -
            {"basis": "NON_PUBLIC_CONSENT", "purpose": "DISASTER", "noticeBoard": null, "consultation": null} | law.basis
            {"stream": false, "basis": null, "noticeBoard": null, "consultation": null, "outsideM": 9000} | mainStream law.basis law.noticeBoard law.consultation place
            """)
    void missing(String change, String expected) {
        ObjectNode camera = (ObjectNode) JSON.readTree(COMPLETE);
        lay(camera, (ObjectNode) JSON.readTree(change));

        List<String> missing =
                ActivationPolicy.missing(facts(camera), camera.get("outsideM").asDouble(), 1000, TODAY);

        assertThat(missing).isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
    }

    /** Which of the grounds carry a purpose. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(textBlock = """
            CRIME_PREVENTION,         STATUTE CRIME_PREVENTION
            MULTIPURPOSE,             STATUTE CRIME_PREVENTION FACILITY_SAFETY TRAFFIC_ENFORCEMENT TRAFFIC_INFORMATION
            CHILD_PROTECTION,         STATUTE CRIME_PREVENTION
            TRAFFIC_ENFORCEMENT,      STATUTE TRAFFIC_ENFORCEMENT
            TRAFFIC_INFORMATION,      STATUTE TRAFFIC_INFORMATION
            FACILITY_MANAGEMENT,      STATUTE FACILITY_SAFETY NON_PUBLIC_CONSENT
            DISASTER,                 STATUTE FACILITY_SAFETY
            DUMPING_ENFORCEMENT,      STATUTE CRIME_PREVENTION
            VEHICLE_CRIME_PREVENTION, STATUTE CRIME_PREVENTION
            OTHER,                    STATUTE FACILITY_SAFETY NON_PUBLIC_CONSENT
            """)
    void grounds(CameraPurpose purpose, String fitting) {
        for (LegalBasis basis : LegalBasis.values())
            assertThat(BasisRule.fits(basis, purpose))
                    .as(basis.name())
                    .isEqualTo(List.of(fitting.split(" ")).contains(basis.name()));
    }

    private static void lay(ObjectNode target, ObjectNode change) {
        change.properties().forEach(field -> {
            if (field.getValue() instanceof ObjectNode inner) lay((ObjectNode) target.get(field.getKey()), inner);
            else target.set(field.getKey(), field.getValue());
        });
    }

    private static Facts facts(ObjectNode c) {
        LawFacts law = JSON.treeToValue(c.deepCopy().retain("basis", "noticeBoard", "consultation"), LawFacts.class);
        Streams streams = c.get("stream").asBoolean()
                ? new Streams(Stream.at("rtsp://10.0.0.1/main", Transport.TCP), null, null)
                : Streams.UNKNOWN;
        Mobility mobility = new Mobility(
                Mobility.Kind.valueOf(c.get("mobility").asString()),
                c.get("recordingNotice").isNull()
                        ? null
                        : c.get("recordingNotice").asString());
        return new Facts(
                "시청 앞",
                "DJ-SEO",
                null,
                Agencies.of("대전광역시"),
                new Purpose(CameraPurpose.valueOf(c.get("purpose").asString()), null),
                Place.at(127.38, 36.35),
                Optics.UNKNOWN,
                streams,
                law,
                SecurityFacts.UNKNOWN,
                mobility);
    }
}
