package metro.cctv.contracts.camera;

import static metro.cctv.contracts.camera.ZoneParameter.count;
import static metro.cctv.contracts.camera.ZoneParameter.metres;
import static metro.cctv.contracts.camera.ZoneParameter.metresPerSecond;
import static metro.cctv.contracts.camera.ZoneParameter.seconds;
import static metro.cctv.contracts.camera.ZoneParameter.share;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import metro.cctv.contracts.Require;
import metro.cctv.contracts.detection.ObjectClass;
import org.jspecify.annotations.Nullable;

/**
 * A watched part of a camera's picture: an area, or a line that is not to be crossed.
 *
 * @param zoneId unique within the camera
 * @param polygon of an area: 3 to 64 vertices, fractions of the frame, origin top left; of a line: empty
 * @param dwellSeconds loitering only: time in the zone that raises the alert; null: the configured default (KISA: 10 s)
 * @param line of a line: 2 to 16 vertices of an open polyline; of an area: empty
 * @param crossing line crossing only: which way counts; null: both
 * @param allowedHeadingDeg wrong way only: the allowed direction in the picture, 0 = up, 90 = right
 * @param schedule when the zone is watched, in the city's time; empty: always
 * @param parameters of its kind by name, where they differ from the usual; not written when there are none
 */
public record Zone(
        String zoneId,
        String name,
        Kind kind,
        List<Vertex> polygon,
        @Nullable Double dwellSeconds,
        List<Vertex> line,
        @Nullable Crossing crossing,
        @Nullable Double allowedHeadingDeg,
        List<WatchHours> schedule,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> parameters) {

    private static final Set<ObjectClass> PEOPLE = Set.of(ObjectClass.PERSON);
    private static final Set<ObjectClass> VEHICLES =
            Stream.of(ObjectClass.values()).filter(ObjectClass::isVehicle).collect(Collectors.toUnmodifiableSet());
    private static final Set<ObjectClass> BAGS = Set.of(ObjectClass.BAG);

    /**
     * What a zone is watched for, named as the behaviour it raises, with what may be set for it. The usual values are ours
     * where {@code Behaviour} names no source.
     */
    public enum Kind {
        LOITERING(any(PEOPLE)),
        INTRUSION(any(PEOPLE, VEHICLES)),
        LINE_CROSSING(any(PEOPLE, VEHICLES)),
        WRONG_WAY(any(PEOPLE, VEHICLES)),
        /** People change from walking to running at about 2 m/s; the usual 3 leaves room for what boxes cannot tell. */
        RUNNING(any(PEOPLE), metresPerSecond("minMetresPerSecond", 1.5, 12, 3), seconds("heldSeconds", 0.6, 30, 1.2)),
        CROWDING(any(PEOPLE), count("minPeople", 2, 200, 5), seconds("heldSeconds", 1, 600, 5)),
        PERSON_ON_ROADWAY(any(PEOPLE), seconds("heldSeconds", 0.5, 60, 1)),
        /** Driving over it into a yard is allowed, so a moment is no offence. */
        VEHICLE_ON_PAVEMENT(any(VEHICLES), seconds("heldSeconds", 0.5, 300, 3)),
        /** As many as {@code queueVehicles} standing at once are a queue. */
        STOPPED_VEHICLE(any(VEHICLES), seconds("stoppedSeconds", 5, 3600, 20), count("queueVehicles", 2, 100, 3)),
        /** i-LIDS: 60 s; the Road Traffic Act calls it parking from five minutes on (art. 2). */
        ILLEGAL_PARKING(any(VEHICLES), seconds("parkedSeconds", 10, 3600, 60)),
        CONGESTION(
                any(VEHICLES),
                count("minVehicles", 2, 100, 4),
                metresPerSecond("maxMetresPerSecond", 0.3, 10, 1.5),
                seconds("heldSeconds", 5, 1800, 60)),
        /** PETS 2006: the owner is further than 3 m away for 30 s. */
        ABANDONED_OBJECT(all(BAGS, PEOPLE), seconds("leftSeconds", 5, 3600, 30), metres("ownerMetres", 1, 20, 3)),
        REMOVED_OBJECT(any(BAGS), seconds("stoodSeconds", 5, 3600, 60), seconds("goneSeconds", 2, 600, 10)),
        FALL(any(PEOPLE), seconds("lyingSeconds", 2, 300, 10)),
        FIGHT(
                any(PEOPLE),
                seconds("heldSeconds", 1, 60, 3),
                metres("reachMetres", 0.5, 5, 1.5),
                metresPerSecond("minMetresPerSecond", 0.5, 6, 1.2)),
        FIRE(
                any(Set.of(ObjectClass.FIRE)),
                seconds("heldSeconds", 1, 120, 3),
                share(Zone.Kind.MIN_CONFIDENCE, 0.1, 1, 0.5)),
        SMOKE(
                any(Set.of(ObjectClass.SMOKE)),
                seconds("heldSeconds", 1, 120, 5),
                share(Zone.Kind.MIN_CONFIDENCE, 0.1, 1, 0.5));

        /** The same behaviour of the same kind of object in the zone raises no second alert within it. */
        public static final String COOL_DOWN = "coolDownSeconds";

        /** Only what a model is at least so certain of counts. */
        public static final String MIN_CONFIDENCE = "minConfidence";

        private static final ZoneParameter PAUSE = seconds(COOL_DOWN, 0, 3600, 30);

        private final List<Set<ObjectClass>> needs;
        private final List<ZoneParameter> parameters;

        Kind(List<Set<ObjectClass>> needs, ZoneParameter... own) {
            this.needs = needs;
            this.parameters = List.of(own);
        }

        public boolean isLine() {
            return this == LINE_CROSSING;
        }

        /** Of each set a model must know at least one class, or the behaviour cannot be seen. */
        public List<Set<ObjectClass>> needs() {
            return needs;
        }

        public boolean isSeenBy(Set<ObjectClass> known) {
            return needs.stream().allMatch(one -> one.stream().anyMatch(known::contains));
        }

        /** Its own, and the pause that every kind has. */
        public List<ZoneParameter> parameters() {
            return Stream.concat(parameters.stream(), Stream.of(PAUSE)).toList();
        }

        ZoneParameter parameter(String name) {
            if (name.equals(COOL_DOWN)) return PAUSE;
            for (ZoneParameter one : parameters) if (one.name().equals(name)) return one;
            throw new IllegalArgumentException("parameters." + name + ": not for a " + this);
        }

        @SafeVarargs
        private static List<Set<ObjectClass>> any(Set<ObjectClass>... classes) {
            return List.of(Stream.of(classes).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet()));
        }

        @SafeVarargs
        private static List<Set<ObjectClass>> all(Set<ObjectClass>... classes) {
            return Stream.of(classes).map(Set::copyOf).toList();
        }
    }

    /** Seen by somebody who walks along the line from its first to its last vertex. */
    public enum Crossing {
        BOTH,
        LEFT_TO_RIGHT,
        RIGHT_TO_LEFT
    }

    /** Fractions of the frame's width and height, 0 to 1. */
    public record Vertex(double x, double y) {
        public Vertex {
            Require.within("vertex.x", x, 0, 1);
            Require.within("vertex.y", y, 0, 1);
        }
    }

    public Zone {
        Require.text("zoneId", zoneId, 64);
        Require.text("zone.name", name, 100);
        polygon = copy(polygon);
        line = copy(line);
        schedule = schedule == null ? List.of() : List.copyOf(schedule);
        if (kind.isLine()) {
            if (!polygon.isEmpty()) throw new IllegalArgumentException("polygon: not for a " + kind);
            if (line.size() < 2 || line.size() > 16)
                throw new IllegalArgumentException("line: 2 to 16 vertices, was " + line.size());
        } else {
            if (!line.isEmpty()) throw new IllegalArgumentException("line: not for a " + kind);
            if (polygon.size() < 3 || polygon.size() > 64)
                throw new IllegalArgumentException("polygon: 3 to 64 vertices, was " + polygon.size());
        }
        if (dwellSeconds != null) Require.within("dwellSeconds", dwellSeconds, 1, 3600);
        if (kind == Kind.WRONG_WAY && allowedHeadingDeg == null)
            throw new IllegalArgumentException("allowedHeadingDeg: needed for WRONG_WAY");
        if (kind != Kind.WRONG_WAY && allowedHeadingDeg != null)
            throw new IllegalArgumentException("allowedHeadingDeg: only for WRONG_WAY");
        if (kind != Kind.LINE_CROSSING && crossing != null)
            throw new IllegalArgumentException("crossing: only for LINE_CROSSING");
        if (allowedHeadingDeg != null) Require.within("allowedHeadingDeg", allowedHeadingDeg, 0, 360);
        parameters = checked(kind, parameters);
        if (schedule.size() > 21) throw new IllegalArgumentException("schedule: at most 21 windows");
    }

    /** An area watched at all hours. */
    public Zone(String zoneId, String name, Kind kind, List<Vertex> polygon, @Nullable Double dwellSeconds) {
        this(zoneId, name, kind, polygon, dwellSeconds, List.of(), null, null, List.of());
    }

    /** All its parameters as usual. */
    public Zone(
            String zoneId,
            String name,
            Kind kind,
            List<Vertex> polygon,
            @Nullable Double dwellSeconds,
            List<Vertex> line,
            @Nullable Crossing crossing,
            @Nullable Double allowedHeadingDeg,
            List<WatchHours> schedule) {
        this(zoneId, name, kind, polygon, dwellSeconds, line, crossing, allowedHeadingDeg, schedule, Map.of());
    }

    public Zone withParameters(Map<String, Double> wanted) {
        return new Zone(zoneId, name, kind, polygon, dwellSeconds, line, crossing, allowedHeadingDeg, schedule, wanted);
    }

    /** What the zone says, or the usual. */
    public double parameter(String parameter) {
        Double own = parameters.get(parameter);
        return own != null ? own : kind.parameter(parameter).usual();
    }

    /**
     * How far back somebody must look to know what goes on in it: all its times, for what has two is seen through one after the
     * other. The pause after an alert does not count.
     */
    public double lookBackSeconds() {
        double sum = dwellSeconds == null ? 0 : dwellSeconds;
        for (ZoneParameter one : kind.parameters())
            if (one.unit() == ZoneParameter.Unit.SECONDS && !one.name().equals(Kind.COOL_DOWN))
                sum += parameter(one.name());
        return sum;
    }

    private static Map<String, Double> checked(Kind kind, @Nullable Map<String, Double> parameters) {
        if (parameters == null || parameters.isEmpty()) return Map.of();
        Map<String, Double> sorted = new TreeMap<>();
        parameters.forEach((name, value) -> {
            ZoneParameter known = kind.parameter(name);
            if (value == null) throw new IllegalArgumentException("parameters." + name + ": a number, was null");
            known.check(value);
            sorted.put(name, value);
        });
        return Collections.unmodifiableMap(sorted);
    }

    private static List<Vertex> copy(@Nullable List<Vertex> vertices) {
        return vertices == null ? List.of() : List.copyOf(vertices);
    }
}
