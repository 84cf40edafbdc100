package metro.cctv.registry.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import metro.cctv.registry.camera.By;
import metro.cctv.registry.camera.Camera;
import metro.cctv.registry.camera.CameraBulk;
import metro.cctv.registry.camera.CameraBulk.Upsert;
import metro.cctv.registry.camera.Cameras;
import metro.cctv.registry.camera.Facts;
import metro.cctv.registry.camera.Picture;
import org.jspecify.annotations.Nullable;

/** Takes GeoJSON's cameras into the registry. */
final class GeoImporter {
    private final CameraBulk bulk;
    private final Cameras cameras;
    private final Predicate<String> mayWrite;
    private final By by;
    private final boolean dryRun;

    GeoImporter(CameraBulk bulk, Cameras cameras, Predicate<String> mayWrite, By by, boolean dryRun) {
        this.bulk = bulk;
        this.cameras = cameras;
        this.mayWrite = mayWrite;
        this.by = by;
        this.dryRun = dryRun;
    }

    /**
     * @param refused features of the same step that were refused before
     * @param before what there is to say about those
     */
    ImportTally.Step take(List<GeoFeature> features, int refused, List<Finding> before) {
        Map<String, Camera> known = new HashMap<>();
        for (Camera camera :
                cameras.findAll(features.stream().map(GeoFeature::cameraId).toList()))
            known.put(camera.cameraId(), camera);
        List<Upsert> upserts = new ArrayList<>();
        for (GeoFeature feature : features)
            upsert(feature, known.get(feature.cameraId())).ifPresent(upserts::add);
        CameraBulk.Outcome outcome = dryRun ? bulk.tryOut(upserts, by) : bulk.upsert(upserts, by);
        List<Finding> findings = new ArrayList<>(before);
        int[] counts = {0, 0, 0, refused};
        for (GeoFeature feature : features) {
            counts[settle(feature, outcome)]++;
            findings.addAll(feature.about().list());
        }
        return new ImportTally.Step(
                counts[0], counts[1], counts[2], counts[3], counts[0] + counts[1] + counts[2], findings);
    }

    /** @return 0 created, 1 updated, 2 unchanged, 3 refused */
    private static int settle(GeoFeature feature, CameraBulk.Outcome outcome) {
        String refusal = outcome.refused().get(feature.cameraId());
        if (refusal != null) refuse(feature, refusal);
        if (feature.about().isRefused()) return 3;
        String notMoved = outcome.notMoved().get(feature.cameraId());
        if (notMoved != null)
            feature.about().add("state", String.valueOf(feature.state()), FindingCode.NOT_ACTIVATED, notMoved);
        Boolean created = outcome.changed().get(feature.cameraId());
        if (created == null) return 2;
        return created ? 0 : 1;
    }

    private Optional<Upsert> upsert(GeoFeature feature, @Nullable Camera known) {
        if (known != null && !mayWrite.test(known.districtCode())) {
            feature.about()
                    .add(
                            "cameraId",
                            feature.cameraId(),
                            FindingCode.FOREIGN_DISTRICT,
                            "This camera stands in " + known.districtCode() + ", which is not one of your districts.");
            return Optional.empty();
        }
        try {
            Facts facts = feature.facts(known == null ? null : known.facts());
            Picture picture = feature.picture(known == null ? Picture.PLAIN : known.picture());
            if (known == null)
                return Optional.of(
                        new Upsert(feature.cameraId(), facts, feature::facts, feature::picture, feature.state()));
            if (facts.equals(known.facts())
                    && picture.equals(known.picture())
                    && (feature.state() == null || feature.state() == known.state())) return Optional.empty();
            return Optional.of(
                    new Upsert(feature.cameraId(), facts, feature::facts, feature::picture, feature.state()));
        } catch (IllegalArgumentException e) {
            refuse(feature, String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Words that begin with a field's name, as all refusals of facts do. */
    private static void refuse(GeoFeature feature, String words) {
        int colon = words.indexOf(": ");
        boolean named = colon > 0 && words.substring(0, colon).matches("[A-Za-z.\\[\\]0-9]+");
        FindingCode code = words.endsWith(": is needed") ? FindingCode.MISSING : FindingCode.INVALID;
        feature.about().add(named ? words.substring(0, colon) : null, null, code, words);
    }
}
