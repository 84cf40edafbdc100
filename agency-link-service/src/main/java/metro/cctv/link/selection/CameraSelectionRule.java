package metro.cctv.link.selection;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import metro.cctv.contracts.camera.CameraConfigured;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.link.camera.CameraHealth;
import metro.cctv.link.camera.NearbyCamera;
import metro.cctv.link.selection.ChosenCamera.View;

/**
 * Usable purpose, then online, then the view, then distance: never distance alone (domain.md §B). The circle grows until
 * it holds enough usable cameras.
 */
public final class CameraSelectionRule {
    /** A place this near is the camera's own (an alert is placed there), and has no direction. Metres. */
    private static final double AT_THE_CAMERA_M = 5;

    private CameraSelectionRule() {}

    /** @param candidates around the place, at least out to the largest circle or as many as could matter */
    public static List<ChosenCamera> choose(
            List<NearbyCamera> candidates, double lon, double lat, SelectionProperties settings) {
        List<NearbyCamera> usable = usable(candidates, settings);
        double radiusM = radiusM(usable, settings);
        return usable.stream()
                .filter(camera -> camera.distanceM() <= radiusM)
                .map(camera -> turning(chosen(camera, lon, lat, settings, whyHere(camera, settings)), lon, lat))
                .sorted(Comparator.comparing(
                                (ChosenCamera c) -> standing(c.camera().health()))
                        .thenComparing(ChosenCamera::view)
                        .thenComparing(c -> c.camera().distanceM())
                        .thenComparing(c -> c.camera().configured().cameraId()))
                .limit(settings.atMost())
                .toList();
    }

    /** Those that may serve an emergency and can: purpose, active, not offline. In the order given. */
    static List<NearbyCamera> usable(List<NearbyCamera> candidates, SelectionProperties settings) {
        return candidates.stream().filter(camera -> isUsable(camera, settings)).toList();
    }

    /**
     * Those that stand in an area, whatever they look at: a board shows all of it.
     *
     * @param inArea distances from its middle
     */
    public static List<ChosenCamera> chooseInArea(
            List<NearbyCamera> inArea, double lon, double lat, SelectionProperties settings) {
        return inArea.stream()
                .filter(camera -> isUsable(camera, settings))
                .map(camera -> chosen(camera, lon, lat, settings, List.of(ReasonCode.IN_AREA)))
                .sorted(Comparator.comparing(
                                (ChosenCamera c) -> standing(c.camera().health()))
                        .thenComparing(c -> c.camera().distanceM())
                        .thenComparing(c -> c.camera().configured().cameraId()))
                .limit(settings.atMost())
                .toList();
    }

    /** A head turns to a place that it may show; one right below it has no direction. */
    private static ChosenCamera turning(ChosenCamera chosen, double lon, double lat) {
        NearbyCamera camera = chosen.camera();
        boolean turns =
                camera.configured().ptz() && chosen.view() != View.LOOKS_AWAY && camera.distanceM() >= AT_THE_CAMERA_M;
        if (!turns) return chosen;
        return new ChosenCamera(
                camera, chosen.view(), chosen.reason(), chosen.codes(), new ChosenCamera.Place(lon, lat));
    }

    private static List<ReasonCode> whyHere(NearbyCamera camera, SelectionProperties settings) {
        return camera.distanceM() > settings.radiusM() ? List.of(ReasonCode.WIDENED) : List.of();
    }

    /** Metres of the first circle, in steps of the factor, that holds enough. */
    static double radiusM(List<NearbyCamera> usable, SelectionProperties settings) {
        double radiusM = settings.radiusM();
        while (radiusM < settings.maxRadiusM()) {
            double reach = radiusM;
            if (usable.stream().filter(c -> c.distanceM() <= reach).count() >= settings.atLeast()) return radiusM;
            radiusM = Math.min(radiusM * settings.widenBy(), settings.maxRadiusM());
        }
        return radiusM;
    }

    static View view(CameraConfigured camera, double distanceM, double lon, double lat, double viewRangeM) {
        if (distanceM > viewRangeM) return View.LOOKS_AWAY;
        if (distanceM < AT_THE_CAMERA_M || camera.fieldOfViewDeg() >= 360) return View.SEES;
        Double heading = camera.headingDeg();
        if (heading == null) return View.CAN_TURN;
        double off = Math.abs(bearingDeg(camera.lon(), camera.lat(), lon, lat) - heading) % 360;
        if (Math.min(off, 360 - off) <= camera.fieldOfViewDeg() / 2) return View.SEES;
        return camera.ptz() ? View.CAN_TURN : View.LOOKS_AWAY;
    }

    /** Degrees clockwise from north. Flat earth: exact enough within a few kilometres. */
    public static double bearingDeg(double fromLon, double fromLat, double toLon, double toLat) {
        double east = (toLon - fromLon) * Math.cos(Math.toRadians((fromLat + toLat) / 2));
        double north = toLat - fromLat;
        return (Math.toDegrees(Math.atan2(east, north)) + 360) % 360;
    }

    private static boolean isUsable(NearbyCamera camera, SelectionProperties settings) {
        return camera.configured().state() == CameraState.ACTIVE
                && settings.usablePurposes().contains(camera.configured().purpose())
                && camera.health().state() != CameraHealth.State.OFFLINE;
    }

    /** Connecting counts as unknown: neither shows a picture now, both may in a moment. */
    private static int standing(CameraHealth health) {
        return health.state() == CameraHealth.State.ONLINE ? 0 : 1;
    }

    private static ChosenCamera chosen(
            NearbyCamera camera, double lon, double lat, SelectionProperties settings, List<ReasonCode> whyHere) {
        View view = view(camera.configured(), camera.distanceM(), lon, lat, settings.viewRangeM());
        String reason = "%s, %s, %.0f m away"
                .formatted(camera.health().state().name().toLowerCase(Locale.ROOT), view.words(), camera.distanceM());
        List<ReasonCode> codes = new ArrayList<>(List.of(health(camera.health().state()), view.code()));
        codes.addAll(whyHere);
        return new ChosenCamera(camera, view, reason, List.copyOf(codes), null);
    }

    private static ReasonCode health(CameraHealth.State state) {
        return switch (state) {
            case ONLINE -> ReasonCode.ONLINE;
            case CONNECTING -> ReasonCode.CONNECTING;
            case UNKNOWN, OFFLINE -> ReasonCode.HEALTH_UNKNOWN;
        };
    }
}
