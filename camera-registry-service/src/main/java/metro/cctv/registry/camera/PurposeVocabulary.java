package metro.cctv.registry.camera;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import metro.cctv.contracts.camera.CameraPurpose;

/**
 * Words for purposes as the owners of cameras write them. The ten legal values (설치목적구분) and our own names are the
 * purpose itself; an alias is one of the ten and keeps its word as the subtype. The first two aliases are the reference's
 * (domain.md §F), the others ours: words seen in municipal lists that mean one of the ten beyond doubt.
 */
public final class PurposeVocabulary {
    private static final Map<String, CameraPurpose> LEGAL = new LinkedHashMap<>();
    private static final Map<String, CameraPurpose> ALIASES = new LinkedHashMap<>();

    static {
        for (CameraPurpose purpose : CameraPurpose.values()) {
            LEGAL.put(purpose.name(), purpose);
            LEGAL.put(purpose.korean(), purpose);
        }
        alias(CameraPurpose.TRAFFIC_ENFORCEMENT, "불법주정차");
        alias(CameraPurpose.FACILITY_MANAGEMENT, "문화재");
        alias(CameraPurpose.TRAFFIC_ENFORCEMENT, "불법주정차단속", "주정차단속", "주정차", "버스전용차로", "과속단속", "신호위반");
        alias(CameraPurpose.FACILITY_MANAGEMENT, "문화재관리", "시설관리", "시설물", "시설안전", "공원관리", "주차관리", "청사관리");
        alias(CameraPurpose.CRIME_PREVENTION, "방범", "범죄예방", "방범용");
        alias(CameraPurpose.CHILD_PROTECTION, "어린이보호구역", "어린이안전", "스쿨존", "아동보호");
        alias(CameraPurpose.TRAFFIC_INFORMATION, "교통정보", "교통관제", "교통흐름");
        alias(CameraPurpose.DISASTER, "재난", "재해", "재난안전", "산불감시", "산불", "하천감시", "침수감시");
        alias(CameraPurpose.DUMPING_ENFORCEMENT, "쓰레기", "쓰레기투기", "쓰레기무단투기", "쓰레기무단투기단속", "무단투기", "불법투기");
        alias(CameraPurpose.VEHICLE_CRIME_PREVENTION, "차량번호인식", "차량번호판독", "차번인식", "수배차량");
    }

    private PurposeVocabulary() {}

    /** @return empty when the word means none of the ten beyond doubt */
    public static Optional<Purpose> read(String raw) {
        String word = plain(raw);
        CameraPurpose legal = LEGAL.get(word);
        if (legal == null && word.endsWith("용")) legal = LEGAL.get(word.substring(0, word.length() - 1));
        if (legal != null) return Optional.of(new Purpose(legal, null));
        CameraPurpose meant = ALIASES.get(word);
        return meant == null ? Optional.empty() : Optional.of(new Purpose(meant, raw.strip()));
    }

    /** The ten legal values, for words to a person. */
    public static String legalValues() {
        return Arrays.stream(CameraPurpose.values())
                .map(p -> p.name() + " (" + p.korean() + ")")
                .collect(Collectors.joining(", "));
    }

    /** Without spaces, dots and slashes, and composed: files from some systems carry decomposed Hangul. */
    private static String plain(String raw) {
        return Normalizer.normalize(raw, Normalizer.Form.NFC).replaceAll("[\\s·ㆍ./]", "");
    }

    private static void alias(CameraPurpose purpose, String... words) {
        for (String word : words) ALIASES.put(word, purpose);
    }
}
