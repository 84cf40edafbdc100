package metro.cctv.registry.site;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import metro.cctv.chassis.problem.JsonRefusal;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.camera.PrivacyMask;
import metro.cctv.contracts.camera.StreamAddress.Transport;
import metro.cctv.contracts.camera.Zone;
import metro.cctv.registry.address.AddressUse;
import metro.cctv.registry.address.CameraAddresses;
import metro.cctv.registry.camera.LawFacts;
import metro.cctv.registry.camera.Mobility;
import metro.cctv.registry.camera.PtzRange;
import metro.cctv.registry.camera.PurposeVocabulary;
import metro.cctv.registry.camera.SecurityFacts;
import metro.cctv.registry.camera.Stream;
import metro.cctv.registry.district.DistrictArea;
import metro.cctv.registry.district.DistrictAtlas;
import metro.cctv.registry.zone.ZoneRule;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one GeoJSON feature as a camera, and says all that is wrong with it. */
final class GeoFeatureReader {
    private static final Pattern CAMERA_ID = Pattern.compile("[A-Z0-9][A-Z0-9-]{2,31}");
    private static final String PLACE = "geometry";
    private static final String DISTRICT = "districtCode";
    /** An export carries none of these, another system's file may: the registry knows them itself. */
    private static final Set<String> READ_ONLY = Set.of(
            "cameraId",
            "districtCode",
            "districtName",
            "purposeKorean",
            "hasCredentials",
            "credentialsChangedAt",
            "state",
            "stateSince",
            "health",
            "version",
            "lon",
            "lat");

    private static final Set<String> SECRETS =
            Set.of("credentials", "username", "password", "passwd", "user", "login", "secret", "token");

    private final JsonMapper json;
    private final DistrictAtlas atlas;
    private final Predicate<String> mayWrite;
    private final CameraAddresses addresses;
    private final JavaType zones;
    private final JavaType masks;
    private final Set<String> unknown = new HashSet<>();

    GeoFeatureReader(JsonMapper json, DistrictAtlas atlas, Predicate<String> mayWrite, CameraAddresses addresses) {
        this.json = json;
        this.atlas = atlas;
        this.mayWrite = mayWrite;
        this.addresses = addresses;
        this.zones = json.constructType(new TypeReference<List<Zone>>() {});
        this.masks = json.constructType(new TypeReference<List<PrivacyMask>>() {});
    }

    /** @return empty when the feature is refused */
    Optional<GeoFeature> read(JsonNode feature, RowFindings about, int row) {
        JsonNode properties = feature.path("properties");
        if (!feature.path("type").asString("").equals("Feature") || !properties.isObject()) {
            about.add(null, null, FindingCode.INVALID, "Each item of \"features\" is a Feature with \"properties\".");
            return Optional.empty();
        }
        String cameraId = cameraId(feature, properties, about);
        Optional<double[]> point = point(feature.path(PLACE), about);
        Map<String, Object> given = new HashMap<>();
        for (var property : properties.properties()) property(property.getKey(), property.getValue(), given, about);
        CameraState state = state(properties.get("state"), about);
        if (about.isRefused() || cameraId == null || point.isEmpty()) return Optional.empty();
        boolean moves = given.get("mobility") instanceof Mobility.Kind kind && kind != Mobility.Kind.FIXED;
        return place(point.get(), properties.get("districtCode"), moves, about)
                .map(place ->
                        new GeoFeature(row, cameraId, place.lon(), place.lat(), place.district(), state, given, about));
    }

    private static @Nullable String cameraId(JsonNode feature, JsonNode properties, RowFindings about) {
        JsonNode node = properties.has("cameraId") ? properties.get("cameraId") : feature.path("id");
        String text = node.isString() ? node.asString() : "";
        if (text.isEmpty()) {
            about.add(
                    "cameraId",
                    null,
                    FindingCode.MISSING,
                    "Each camera has its code, in cameraId or the feature's id.");
            return null;
        }
        if (CAMERA_ID.matcher(text).matches()) return text;
        about.add("cameraId", text, FindingCode.INVALID, "3 to 32 of A-Z, 0-9 and '-'.");
        return null;
    }

    private static Optional<double[]> point(JsonNode geometry, RowFindings about) {
        JsonNode at = geometry.path("coordinates");
        if (!geometry.path("type").asString("").equals("Point")
                || at.size() < 2
                || !at.get(0).isNumber()
                || !at.get(1).isNumber()) {
            about.add(PLACE, null, FindingCode.MISSING, "A Point with [longitude, latitude] in degrees of WGS 84.");
            return Optional.empty();
        }
        double lon = at.get(0).asDouble();
        double lat = at.get(1).asDouble();
        if (Math.abs(lon) <= 180 && Math.abs(lat) <= 180) return Optional.of(new double[] {lon, lat});
        about.add(
                PLACE,
                lon + ", " + lat,
                FindingCode.OUT_OF_RANGE,
                "Degrees of WGS 84; this may be another coordinate system.");
        return Optional.empty();
    }

    private static @Nullable CameraState state(@Nullable JsonNode node, RowFindings about) {
        if (node == null || node.isNull()) return null;
        for (CameraState state : CameraState.values())
            if (node.isString() && state.name().equals(node.asString())) return state;
        about.add("state", node.toString(), FindingCode.INVALID, "PLANNED, ACTIVE, SUSPENDED or RETIRED.");
        return null;
    }

    private void property(String name, JsonNode node, Map<String, Object> given, RowFindings about) {
        if (READ_ONLY.contains(name)) return;
        if (SECRETS.contains(name)) {
            about.add(
                    Cell.shown(name),
                    null,
                    FindingCode.SECRET,
                    "User names and passwords never travel in a file: take them out, and enter them at the camera.");
            return;
        }
        try {
            Object value = node.isNull() ? GeoFeature.NULL : value(name, node);
            if (value == null) ignored(name, about);
            else given.put(name, value);
        } catch (DatabindException e) {
            about.add(
                    name,
                    node.toString(),
                    FindingCode.INVALID,
                    JsonRefusal.of(e).detail());
        } catch (ProblemException e) {
            about.add(name, node.toString(), FindingCode.ADDRESS_REFUSED, e.detail());
        } catch (IllegalArgumentException e) {
            about.add(name, node.toString(), FindingCode.INVALID, String.valueOf(e.getMessage()));
        }
    }

    private void ignored(String name, RowFindings about) {
        if (unknown.size() < 100 && unknown.add(name))
            about.add(Cell.shown(name), null, FindingCode.COLUMN_IGNORED, "No property of a camera: it is not read.");
    }

    /** @return null when there is no such property */
    private @Nullable Object value(String name, JsonNode node) {
        return switch (name) {
            case "name", "managingAgency", "ownerAgency", "purposeSubtype", "siteId", "recordingNotice" -> text(node);
            case "purpose" ->
                PurposeVocabulary.read(text(node))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "None of the ten legal purposes: " + PurposeVocabulary.legalValues() + "."));
            case "heightM", "headingDeg", "tiltDeg", "fieldOfViewDeg", "rangeM" -> number(node);
            case "ptz" -> flag(node);
            case "ptzRange" -> json.treeToValue(node, PtzRange.class);
            case "mainStream", "subStream" -> stream(name, node);
            case "onvifAddress" -> address(name, text(node), AddressUse.DEVICE);
            case "law" -> json.treeToValue(node, LawFacts.class);
            case "security" -> json.treeToValue(node, SecurityFacts.class);
            case "mobility" -> json.treeToValue(node, Mobility.Kind.class);
            case "zones" -> zones(node);
            case "masks" -> json.treeToValue(node, masks);
            default -> null;
        };
    }

    private Object zones(JsonNode node) {
        List<Zone> drawn = json.treeToValue(node, zones);
        ZoneRule.objection(drawn).ifPresent(words -> {
            throw new IllegalArgumentException(words);
        });
        return drawn;
    }

    private Stream stream(String name, JsonNode node) {
        Stream read = json.treeToValue(node, Stream.class);
        Stream stream = read.transport() == null
                ? new Stream(read.url(), Transport.TCP, read.codec(), read.width(), read.height(), read.fps())
                : read;
        address(name, stream.url(), AddressUse.STREAM);
        return stream;
    }

    private String address(String name, String url, AddressUse use) {
        addresses.check(name, url, use);
        return url;
    }

    private static String text(JsonNode node) {
        if (!node.isString()) throw new IllegalArgumentException("A text in quotation marks.");
        return Cell.clean(node.asString());
    }

    private static Double number(JsonNode node) {
        if (!node.isNumber()) throw new IllegalArgumentException("A number without quotation marks.");
        return node.asDouble();
    }

    private static Boolean flag(JsonNode node) {
        if (!node.isBoolean()) throw new IllegalArgumentException("true or false.");
        return node.asBoolean();
    }

    /** A moving camera is wherever it is, but a district answers for it. */
    private Optional<Placed> place(double[] point, @Nullable JsonNode code, boolean moves, RowFindings about) {
        String shown = point[0] + ", " + point[1];
        Optional<DistrictArea> here = atlas.at(point[0], point[1], PlaceRule.TOLERANCE_M);
        if (here.isPresent() || moves) return district(point[0], point[1], here, code, about);
        Optional<DistrictArea> swapped = atlas.at(point[1], point[0], PlaceRule.TOLERANCE_M);
        if (swapped.isEmpty()) {
            about.add(
                    PLACE,
                    shown,
                    FindingCode.OUTSIDE_CITY,
                    "Outside every district by more than 1 km, also with longitude and latitude the other way round.");
            return Optional.empty();
        }
        about.add(
                PLACE, shown, FindingCode.COORDINATES_SWAPPED, "GeoJSON has the longitude first: the two are swapped.");
        return district(point[1], point[0], swapped, code, about);
    }

    private Optional<Placed> district(
            double lon, double lat, Optional<DistrictArea> here, @Nullable JsonNode code, RowFindings about) {
        String named = code == null || code.isNull() ? null : code.asString("");
        Optional<DistrictArea> district = named == null ? here : atlas.byCode(named);
        if (district.isEmpty()) {
            if (named == null)
                about.add(
                        DISTRICT, null, FindingCode.MISSING, "A moving camera names the district that answers for it.");
            else about.add(DISTRICT, named, FindingCode.UNKNOWN_DISTRICT, "No district of ours has this code.");
            return Optional.empty();
        }
        DistrictArea its = district.get();
        if (!mayWrite.test(its.code())) {
            about.add(DISTRICT, its.code(), FindingCode.FOREIGN_DISTRICT, "This is not one of your districts.");
            return Optional.empty();
        }
        if (here.isPresent() && !its.isWithin(lon, lat, PlaceRule.TOLERANCE_M))
            about.add(
                    DISTRICT,
                    its.code(),
                    FindingCode.DISTRICT_FAR,
                    "The place lies in " + here.get().code() + ", more than 1 km away: the code is believed.");
        return Optional.of(new Placed(lon, lat, its.code()));
    }

    private record Placed(double lon, double lat, String district) {}
}
