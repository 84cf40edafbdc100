package metro.cctv.analytics.model;

import java.util.List;
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

    /** @param labels the operators' words that this model can say, each once */
    record Model(
            String name,
            String sha256,
            String family,
            int inputWidth,
            int inputHeight,
            List<String> labels,
            double scoreThreshold,
            String licence,
            String limits) {}

    @GetMapping
    Models models() {
        ModelManifest manifest = model.manifest();
        List<String> labels = manifest.labels().stream()
                .map(ModelManifest.Label::objectClass)
                .filter(java.util.Objects::nonNull)
                .map(Enum::name)
                .distinct()
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
                manifest.limits()));
    }
}
