package metro.cctv.registry.camera;

import java.time.Instant;
import metro.cctv.contracts.Require;
import org.jspecify.annotations.Nullable;

/**
 * What somebody knows and enters of a camera. Each part refuses what cannot be, in words that name the field.
 *
 * @param siteId the place it shares with other cameras, e.g. one row of the national standard data; null: none
 */
public record Facts(
        String name,
        String districtCode,
        @Nullable String siteId,
        Agencies agencies,
        Purpose purpose,
        Place place,
        Optics optics,
        Streams streams,
        LawFacts law,
        SecurityFacts security,
        Mobility mobility) {

    public Facts {
        Written.line("name", name, 200);
        Require.text("districtCode", districtCode, 32);
        Written.optional("siteId", siteId, 100);
    }

    public Facts withName(String called) {
        return new Facts(
                called, districtCode, siteId, agencies, purpose, place, optics, streams, law, security, mobility);
    }

    public Facts withSite(@Nullable String site) {
        return new Facts(name, districtCode, site, agencies, purpose, place, optics, streams, law, security, mobility);
    }

    public Facts withAgencies(Agencies whose) {
        return new Facts(name, districtCode, siteId, whose, purpose, place, optics, streams, law, security, mobility);
    }

    public Facts withPurpose(Purpose why) {
        return new Facts(name, districtCode, siteId, agencies, why, place, optics, streams, law, security, mobility);
    }

    public Facts withPlace(Place where) {
        return new Facts(
                name, districtCode, siteId, agencies, purpose, where, optics, streams, law, security, mobility);
    }

    public Facts withOptics(Optics seen) {
        return new Facts(name, districtCode, siteId, agencies, purpose, place, seen, streams, law, security, mobility);
    }

    public Facts withStreams(Streams reached) {
        return new Facts(
                name, districtCode, siteId, agencies, purpose, place, optics, reached, law, security, mobility);
    }

    public Facts withSecurity(SecurityFacts kept) {
        return new Facts(name, districtCode, siteId, agencies, purpose, place, optics, streams, law, kept, mobility);
    }

    Facts withPasswordChangedAt(Instant at) {
        return withSecurity(security.withPasswordChangedAt(at));
    }
}
