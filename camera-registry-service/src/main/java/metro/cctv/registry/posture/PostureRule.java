package metro.cctv.registry.posture;

import static metro.cctv.registry.posture.Finding.Code.*;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import metro.cctv.registry.camera.SecurityFacts;
import metro.cctv.registry.posture.PostureProperties.MinimumFirmware;
import metro.cctv.registry.secret.PasswordFacts;

/** What is weak about a camera (domain.md row 77, §C device security), worst first, and its score. */
final class PostureRule {
    private PostureRule() {}

    static List<Finding> assess(Facts facts, PostureProperties settings, Instant now) {
        List<Finding> findings = new ArrayList<>();
        password(facts, settings, now, findings);
        firmware(facts.device(), settings, findings);
        certificate(facts, settings, now, findings);
        long plain = facts.addresses().stream().filter(PostureRule::isPlain).count();
        if (plain > 0)
            findings.add(
                    Finding.of(PLAIN_STREAM, plain + " of " + facts.addresses().size() + " addresses without TLS."));
        findings.sort(Comparator.comparing(Finding::severity).thenComparing(Finding::code));
        return findings;
    }

    /** 100: nothing found; 0: see to it now. */
    static int score(List<Finding> findings) {
        return Math.max(
                0, 100 - findings.stream().mapToInt(f -> f.code().points()).sum());
    }

    private static void password(Facts facts, PostureProperties settings, Instant now, List<Finding> findings) {
        PasswordFacts password = facts.password();
        if (password == null && facts.isLogInUnread()) {
            findings.add(Finding.of(UNKNOWN_PASSWORD, "Its log-in is not yet sealed anew, so it was not compared."));
            return;
        }
        if (password == null || password.isEmpty()) {
            findings.add(
                    Finding.of(NO_PASSWORD, password == null ? "It asks for no log-in." : "Its password is empty."));
            return;
        }
        if (password.isMakersDefault())
            findings.add(Finding.of(DEFAULT_PASSWORD, "A maker's default, or one of the most guessed."));
        if (password.sharedWith() > 0)
            findings.add(Finding.of(REUSED_PASSWORD, "The same as " + password.sharedWith() + " other cameras'."));
        Instant changedAt =
                Optional.ofNullable(facts.device().passwordChangedAt()).orElse(password.changedAt());
        long days = Duration.between(changedAt, now).toDays();
        if (changedAt.plus(settings.passwordMaxAge()).isBefore(now))
            findings.add(Finding.of(OLD_PASSWORD, "Unchanged for " + days + " days."));
    }

    private static void firmware(SecurityFacts device, PostureProperties settings, List<Finding> findings) {
        String maker = device.maker();
        String firmware = device.firmware();
        if (maker == null || firmware == null) {
            findings.add(Finding.of(
                    UNKNOWN_FIRMWARE, maker == null ? "Its maker is not known." : "Its firmware is not known."));
            return;
        }
        if (device.firmwareCertificate() == null)
            findings.add(Finding.of(
                    UNCERTIFIED_FIRMWARE, "No security certificate (NIS, TTA) is known for " + firmware + "."));
        String model = device.model() == null ? "" : device.model();
        Optional<MinimumFirmware> minimum = FirmwareRule.minimumOf(maker, model, settings.minimumFirmware());
        if (minimum.isEmpty()) return;
        Optional<Boolean> older = FirmwareRule.isOlder(firmware, minimum.get().version());
        if (older.isEmpty())
            findings.add(Finding.of(UNKNOWN_FIRMWARE, "No version can be read from \"" + firmware + "\"."));
        else if (older.get())
            findings.add(Finding.of(
                    OLD_FIRMWARE, firmware + "; at least " + minimum.get().version() + "."));
    }

    private static void certificate(Facts facts, PostureProperties settings, Instant now, List<Finding> findings) {
        Instant changedAt = facts.certificateChangedAt();
        if (changedAt != null
                && changedAt.plus(settings.certificateChangedFor()).isAfter(now))
            findings.add(Finding.of(CERTIFICATE_CHANGED, "It shows another certificate since " + changedAt + "."));
        Instant end = facts.device().certificateExpiresAt();
        if (end == null) return;
        if (!end.isAfter(now)) findings.add(Finding.of(CERTIFICATE_EXPIRED, "Since " + end + "."));
        else if (end.isBefore(now.plus(settings.certificateWarning())))
            findings.add(Finding.of(CERTIFICATE_EXPIRES, "On " + end + "."));
    }

    private static boolean isPlain(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        return lower.startsWith("rtsp:") || lower.startsWith("http:");
    }
}
