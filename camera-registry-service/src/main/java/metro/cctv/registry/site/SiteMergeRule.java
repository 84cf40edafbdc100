package metro.cctv.registry.site;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import metro.cctv.registry.camera.Agencies;
import metro.cctv.registry.camera.Facts;
import metro.cctv.registry.camera.LawFacts;
import metro.cctv.registry.camera.Mobility;
import metro.cctv.registry.camera.Optics;
import metro.cctv.registry.camera.Place;
import metro.cctv.registry.camera.SecurityFacts;
import metro.cctv.registry.camera.Streams;
import org.jspecify.annotations.Nullable;

/**
 * What a row changes. It is laid against the site as an export would show it now: its cameras know their place, purpose and
 * agency best. Only what differs from that is changed, so facts that the standard does not carry, and what people changed
 * since, stay.
 */
final class SiteMergeRule {
    enum Part {
        AGENCY,
        PURPOSE,
        PLACE,
        ADDRESS,
        DISTRICT,
        /** What only the site itself keeps. */
        REST
    }

    private SiteMergeRule() {}

    /** @param cameras those of the site that are not retired; at least one */
    static SiteFacts now(SiteFacts stored, List<SiteCamera> cameras) {
        SiteCamera first = cameras.getFirst();
        boolean oneAgency = agree(cameras, SiteCamera::managingAgency);
        boolean onePurpose = agree(cameras, SiteCamera::purpose);
        boolean onePlace = agree(cameras, SiteCamera::lon) && agree(cameras, SiteCamera::lat);
        SiteFacts now = stored.with(
                oneAgency ? first.managingAgency() : stored.agency(),
                onePurpose ? first.purpose() : stored.purpose(),
                Math.min(cameras.size(), SiteFacts.MAX_CAMERAS));
        return onePlace ? now.at(first.lat(), first.lon()) : now;
    }

    /** Parts of the row that say something new. How many cameras there are is not one of them. */
    static Set<Part> changed(SiteFacts now, String nowDistrict, SiteFacts row, String rowDistrict) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        if (!now.agency().equals(row.agency())) parts.add(Part.AGENCY);
        if (!SiteFacts.wordOf(now.purpose()).equals(SiteFacts.wordOf(row.purpose()))) parts.add(Part.PURPOSE);
        if (now.lat() != row.lat() || now.lon() != row.lon()) parts.add(Part.PLACE);
        if (!Objects.equals(now.roadAddress(), row.roadAddress())
                || !Objects.equals(now.lotAddress(), row.lotAddress())) parts.add(Part.ADDRESS);
        if (!nowDistrict.equals(rowDistrict)) parts.add(Part.DISTRICT);
        if (!rest(now).equals(rest(row))) parts.add(Part.REST);
        return parts;
    }

    private static List<@Nullable Object> rest(SiteFacts f) {
        List<@Nullable Object> rest = new ArrayList<>();
        rest.add(f.portal().managementNo());
        rest.add(f.pixels10k());
        rest.add(f.view());
        rest.add(f.retentionDays());
        rest.add(f.installed());
        rest.add(f.phone());
        rest.add(f.dataDate());
        rest.add(f.portal().updateKind());
        rest.add(f.portal().updatedAt());
        rest.add(f.portal().modifiedAt());
        return rest;
    }

    /** @param number of the camera at its site, from 1 */
    static Facts newCamera(SiteFacts row, String siteId, String district, int number) {
        return new Facts(
                nameOf(row, number, row.cameras()),
                district,
                siteId,
                Agencies.of(row.agency()),
                row.purpose(),
                Place.at(row.lon(), row.lat()),
                Optics.UNKNOWN,
                Streams.UNKNOWN,
                LawFacts.UNKNOWN,
                SecurityFacts.UNKNOWN,
                Mobility.FIXED);
    }

    /** @param before the site as it was when the camera got its name */
    static Facts laidOver(
            Facts known, Set<Part> parts, @Nullable SiteFacts before, SiteFacts row, String district, int number) {
        Facts facts = known;
        if (parts.contains(Part.AGENCY)) {
            boolean ownsToo = known.agencies().owner().equals(known.agencies().managing());
            facts = facts.withAgencies(
                    ownsToo
                            ? Agencies.of(row.agency())
                            : new Agencies(known.agencies().owner(), row.agency()));
        }
        if (parts.contains(Part.PURPOSE)) facts = facts.withPurpose(row.purpose());
        if (parts.contains(Part.PLACE))
            facts = facts.withPlace(
                    new Place(row.lon(), row.lat(), known.place().heightM()));
        if (parts.contains(Part.ADDRESS) && before != null && isOurName(known.name(), before, number))
            facts = facts.withName(nameOf(row, number, row.cameras()));
        return parts.contains(Part.DISTRICT) ? inDistrict(facts, district) : facts;
    }

    private static Facts inDistrict(Facts f, String district) {
        return new Facts(
                f.name(),
                district,
                f.siteId(),
                f.agencies(),
                f.purpose(),
                f.place(),
                f.optics(),
                f.streams(),
                f.law(),
                f.security(),
                f.mobility());
    }

    /** A name that somebody gave it stays. */
    private static boolean isOurName(String name, SiteFacts before, int number) {
        return name.equals(nameOf(before, number, number)) || name.equals(nameOf(before, number, number + 1));
    }

    private static String nameOf(SiteFacts facts, int number, int of) {
        return number == 1 && of == 1 ? facts.placeName() : facts.placeName() + " " + number + "번";
    }

    private static <T> boolean agree(List<SiteCamera> cameras, Function<SiteCamera, T> what) {
        return cameras.stream().map(what).distinct().count() == 1;
    }
}
