package metro.cctv.analytics.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectClass;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is looking at the pictures, and what it cannot see: for everybody who works with it. */
@RestController
@RequestMapping("/api/models")
class ModelController {
    private final LoadedModel model;

    ModelController(LoadedModel model) {
        this.model = model;
    }

    record Models(Model active) {}

    /**
     * @param labels the operators' words that this model can say, each once
     * @param behaviours every kind of zone, and whether this model sees what it takes
     */
    record Model(
            String name,
            String sha256,
            String family,
            int inputWidth,
            int inputHeight,
            List<String> labels,
            double scoreThreshold,
            String licence,
            String limits,
            List<SeenBehaviour> behaviours) {}

    /** @param needs of each list the model must know at least one word */
    record SeenBehaviour(Zone.Kind kind, boolean available, List<List<ObjectClass>> needs) {
        static SeenBehaviour of(Zone.Kind kind, Set<ObjectClass> known) {
            return new SeenBehaviour(
                    kind,
                    kind.isSeenBy(known),
                    kind.needs().stream()
                            .map(one -> one.stream().sorted().toList())
                            .toList());
        }
    }

    @GetMapping
    Models models() {
        ModelManifest manifest = model.manifest();
        Set<ObjectClass> known = manifest.knownClasses();
        List<String> labels = known.stream().map(Enum::name).toList();
        List<SeenBehaviour> behaviours = Stream.of(Zone.Kind.values())
                .map(kind -> SeenBehaviour.of(kind, known))
                .toList();
        return new Models(new Model(
                manifest.name(),
                manifest.sha256(),
                manifest.family().name(),
                manifest.input().width(),
                manifest.input().height(),
                labels,
                manifest.scoreThreshold(),
                manifest.licence(),
                manifest.limits(),
                behaviours));
    }
}
