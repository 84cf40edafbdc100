package metro.cctv.bench.packs;

import java.util.List;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.simulator.scene.PackClip;
import metro.cctv.simulator.scene.SceneZone;

/** What is watched in a clip, as the registry would know it. */
public final class PackZone {
    private PackZone() {}

    public static Zone of(PackClip clip) {
        var kind = Zone.Kind.valueOf(clip.behaviour());
        List<Zone.Vertex> vertices = vertices(clip.zone());
        return new Zone(
                clip.zone().zoneId(),
                clip.zone().name(),
                kind,
                kind.isLine() ? List.of() : vertices,
                null,
                kind.isLine() ? vertices : List.of(),
                kind.isLine() ? Zone.Crossing.LEFT_TO_RIGHT : null,
                clip.headingDeg(),
                List.of(),
                clip.parameters());
    }

    static List<Zone.Vertex> vertices(SceneZone zone) {
        return zone.polygon().stream().map(p -> new Zone.Vertex(p[0], p[1])).toList();
    }
}
