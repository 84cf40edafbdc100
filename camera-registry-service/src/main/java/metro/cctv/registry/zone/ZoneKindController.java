package metro.cctv.registry.zone;

import java.util.List;
import java.util.stream.Stream;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.camera.ZoneParameter;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What zones can be watched for, and what may be set for each: forms are made from it. */
@RestController
class ZoneKindController {

    /** @param line drawn as a line, else as an area */
    record KindView(Zone.Kind kind, boolean line, List<ZoneParameter> parameters) {
        static KindView of(Zone.Kind kind) {
            return new KindView(kind, kind.isLine(), kind.parameters());
        }
    }

    record Kinds(List<KindView> items) {}

    @GetMapping("/api/cameras/zone-kinds")
    Kinds kinds() {
        return new Kinds(Stream.of(Zone.Kind.values()).map(KindView::of).toList());
    }
}
