package metro.cctv.registry.camera;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.CityTime;
import metro.cctv.contracts.camera.CameraState;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.registry.district.Districts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets a camera film, or says what is missing. The rule is {@link ActivationPolicy}; here are the outlines and the date. */
@Component
class CameraGate {

    private final Districts districts;
    private final CameraProperties properties;
    private final Clock clock;

    CameraGate(Districts districts, CameraProperties properties, Clock clock) {
        this.districts = districts;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * A camera that films already is asked only for what this change takes away: what was registered before the law's
     * evidence was kept here stays at work, and stays changeable.
     */
    void check(@Nullable Camera before, Camera after) {
        objection(before, after).ifPresent(refusal -> {
            throw refusal;
        });
    }

    Optional<ProblemException> objection(@Nullable Camera before, Camera after) {
        if (after.state() != CameraState.ACTIVE) return Optional.empty();
        List<String> missing = missing(before, after);
        if (before != null && before.state() == CameraState.ACTIVE && !missing.isEmpty()) {
            List<String> already = missing(null, before);
            missing = missing.stream().filter(item -> !already.contains(item)).toList();
        }
        if (missing.isEmpty()) return Optional.empty();
        return Optional.of(new ProblemException(
                ProblemType.ACTIVATION_REFUSED,
                "An active camera needs: " + String.join(", ", missing) + "." + hint(missing, after.facts()),
                Map.of("missing", missing)));
    }

    /** @return words for the history when the place is outside its district, but not so far that it is refused */
    Optional<String> warning(@Nullable Camera before, Camera after) {
        if (after.state() != CameraState.ACTIVE || standsWhereItStood(before, after)) return Optional.empty();
        double outsideM = metresOutside(after.facts());
        return outsideM == 0
                ? Optional.empty()
                : Optional.of("%.0f m outside the outline of %s".formatted(outsideM, after.districtCode()));
    }

    private List<String> missing(@Nullable Camera before, Camera after) {
        double outsideM = standsWhereItStood(before, after) ? 0 : metresOutside(after.facts());
        return ActivationPolicy.missing(
                after.facts(), outsideM, properties.districtToleranceM(), LocalDate.now(clock.withZone(CityTime.ZONE)));
    }

    private static boolean standsWhereItStood(@Nullable Camera before, Camera after) {
        return before != null
                && before.state() == CameraState.ACTIVE
                && before.place().equals(after.place())
                && before.districtCode().equals(after.districtCode());
    }

    /** A moving camera is wherever it is. */
    private double metresOutside(Facts facts) {
        return facts.mobility().moves()
                ? 0
                : districts.metresOutside(
                        facts.districtCode(), facts.place().lon(), facts.place().lat());
    }

    private static String hint(List<String> missing, Facts facts) {
        LegalBasis basis = facts.law().basis();
        if (missing.contains("law.basis") && basis != null)
            return " law.basis: " + basis + " does not carry " + facts.purpose().value() + "; one of "
                    + BasisRule.fitting(facts.purpose().value()) + ".";
        return missing.contains("place")
                ? " place: it is far outside the outline of " + facts.districtCode() + "."
                : "";
    }
}
