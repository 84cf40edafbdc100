package metro.cctv.analytics.behaviour;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import metro.cctv.contracts.alert.Behaviour;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.contracts.detection.ObjectClass;
import metro.cctv.contracts.detection.ObjectsDetected.TrackedObject;

/**
 * A bag stands still and whoever brought it has been away for a while (KISA 유기; PETS 2006: further than 3 m for 30 s).
 * Who was near when it first stood there brought it, and whoever stays near for longer than a passer-by looks after it, so
 * an owner whose track is lost is one again. Metres come from the person's own height, so depth in the picture is flattened.
 * It sees what the model calls a bag; a box or a sack of rubbish is none.
 */
final class AbandonedObjectRule implements ZoneRule {
    static final String VERSION = "abandoned-object/2";
    static final Duration HIDDEN = Duration.ofSeconds(20);
    /** After the bag first stood there; then whoever comes has not brought it. */
    static final Duration BROUGHT_WITHIN = Duration.ofSeconds(2);
    /** Nobody takes so long to walk past. */
    static final Duration STAYS = Duration.ofSeconds(6);
    /** Unseen for up to this, somebody is still where he was. */
    static final Duration BLINK = Duration.ofSeconds(2);

    private final Zone zone;
    private final Duration left;
    private final double ownerMetres;
    private final StandingObjects<Attention> bags;

    AbandonedObjectRule(Zone zone) {
        this.zone = zone;
        this.left = ZoneRule.seconds(zone.parameter("leftSeconds"));
        this.ownerMetres = zone.parameter("ownerMetres");
        this.bags = StandingObjects.of(zone, label -> label == ObjectClass.BAG, HIDDEN, Attention::new);
    }

    /** Who is, or lately was, near a bag. */
    private static final class Attention {
        final List<Neighbour> neighbours = new ArrayList<>();
        Instant attendedAt = Instant.MIN;
    }

    private static final class Neighbour {
        final long trackId;
        final Instant since;
        Instant last;
        boolean owner;

        Neighbour(long trackId, Instant at) {
            this.trackId = trackId;
            this.since = at;
            this.last = at;
        }
    }

    @Override
    public List<BehaviourSeen> see(Instant at, double aspect, List<TrackedObject> objects) {
        List<StandingObjects.Place<Attention>> places = bags.see(at, objects);
        if (places.isEmpty()) return List.of();
        List<BehaviourSeen> seen = new ArrayList<>();
        for (StandingObjects.Place<Attention> place : places) {
            Instant since = unattendedSince(place, at, aspect, objects);
            if (place.told || !place.isSeenAt(at) || Duration.between(since, at).compareTo(left) < 0) continue;
            place.told = true;
            seen.add(new BehaviourSeen(
                    Behaviour.ABANDONED_OBJECT, zone, place.object, since, at, VERSION, thresholds()));
        }
        return seen;
    }

    private Instant unattendedSince(
            StandingObjects.Place<Attention> place, Instant at, double aspect, List<TrackedObject> objects) {
        Attention attention = place.memory;
        for (TrackedObject person : objects)
            if (person.label() == ObjectClass.PERSON && isNear(person, place.object, aspect))
                meet(attention, person.trackId(), place.since, at);
        attention.neighbours.removeIf(
                one -> !one.owner && Duration.between(one.last, at).compareTo(BLINK) > 0);
        for (Neighbour one : attention.neighbours)
            if (one.owner && one.last.isAfter(attention.attendedAt)) attention.attendedAt = one.last;
        return attention.attendedAt.isAfter(place.since) ? attention.attendedAt : place.since;
    }

    private static void meet(Attention attention, long trackId, Instant stoodSince, Instant at) {
        Neighbour known = null;
        for (Neighbour one : attention.neighbours) if (one.trackId == trackId) known = one;
        if (known == null) {
            known = new Neighbour(trackId, at);
            attention.neighbours.add(known);
        }
        known.last = at;
        if (Duration.between(stoodSince, at).compareTo(BROUGHT_WITHIN) <= 0
                || Duration.between(known.since, at).compareTo(STAYS) >= 0) known.owner = true;
    }

    private boolean isNear(TrackedObject person, TrackedObject bag, double aspect) {
        double metres = Boxes.apart(person, bag, aspect) / person.box().h() * UsualHeight.metres(ObjectClass.PERSON);
        return metres <= ownerMetres;
    }

    private Map<String, Double> thresholds() {
        return Map.of("leftSeconds", zone.parameter("leftSeconds"), "ownerMetres", ownerMetres);
    }
}
