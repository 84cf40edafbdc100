package metro.cctv.registry.posture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import metro.cctv.registry.posture.PostureProperties.MinimumFirmware;

/** Versions as makers write them: {@code V5.7.3 build 220112}, {@code 1.41.02_R3}, {@code 10.12.114}. */
final class FirmwareRule {
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})*");

    private FirmwareRule() {}

    static Optional<MinimumFirmware> minimumOf(String maker, String model, List<MinimumFirmware> known) {
        return known.stream()
                .filter(minimum -> minimum.maker().equalsIgnoreCase(maker.strip())
                        && lower(model.strip()).startsWith(lower(minimum.model())))
                .findFirst();
    }

    /** Empty: no version can be read from it. */
    static Optional<Boolean> isOlder(String firmware, String minimum) {
        List<Long> has = numbers(firmware);
        List<Long> needs = numbers(minimum);
        if (has.isEmpty() || needs.isEmpty()) return Optional.empty();
        for (int i = 0; i < Math.max(has.size(), needs.size()); i++) {
            int order = Long.compare(at(has, i), at(needs, i));
            if (order != 0) return Optional.of(order < 0);
        }
        return Optional.of(false);
    }

    private static List<Long> numbers(String text) {
        Matcher found = VERSION.matcher(text);
        List<Long> numbers = new ArrayList<>();
        if (found.find()) for (String part : found.group().split("\\.", -1)) numbers.add(Long.valueOf(part));
        return numbers;
    }

    private static long at(List<Long> numbers, int i) {
        return i < numbers.size() ? numbers.get(i) : 0;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
