package metro.cctv.bench.packs;

import static org.assertj.core.api.Assertions.assertThat;

import metro.cctv.analytics.detection.ObjectDetector;
import metro.cctv.analytics.model.LoadedModel;
import metro.cctv.bench.packs.DetectionScore.Row;
import metro.cctv.simulator.scene.PackClip;
import metro.cctv.simulator.scene.ScenePacks;
import metro.cctv.testkit.TestData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The models that are shipped find what is to be seen in a few frames of the packs, in all six conditions. */
class ShippedDetectorTest {
    private static final double LEAST_AP50 = 0.85;

    @ParameterizedTest
    @ValueSource(strings = {"scene-detector", "scene-detector-int8"})
    void findsPeopleAndCars(String name) throws Exception {
        var score = new DetectionScore();
        var manifest = TestData.repository().resolve("models").resolve(name).resolve("manifest.json");
        try (LoadedModel model = LoadedModel.load(manifest, null);
                Eyes eyes = Eyes.network(new ObjectDetector(model))) {
            for (long seed = 31; seed <= 36; seed++) {
                look(eyes, score, ScenePacks.clip("CROWDING", true, seed));
                look(eyes, score, ScenePacks.clip("CONGESTION", true, seed));
            }
        }
        for (SceneClass what : new SceneClass[] {SceneClass.PERSON, SceneClass.CAR})
            assertThat(score.rows())
                    .filteredOn(row -> row.condition().equals(DetectionScore.ALL) && row.what() == what)
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row.ap50()).as("%s: %s", name, row).isBetween(LEAST_AP50, 1.0))
                    .extracting(Row::asked)
                    .satisfies(asked -> assertThat(asked).isGreaterThan(30));
    }

    /** One frame in ten seconds. */
    private static void look(Eyes eyes, DetectionScore score, PackClip clip) {
        int step = (int) Math.round(10 * clip.scene().fps());
        for (int frame = step; frame < clip.frames(); frame += step)
            score.add(
                    clip.condition(),
                    eyes.see(clip.scene(), frame).objects(),
                    clip.scene().objects(frame));
    }
}
