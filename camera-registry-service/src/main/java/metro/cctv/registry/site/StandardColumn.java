package metro.cctv.registry.site;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The columns of 전국CCTV표준데이터 (data.go.kr 15155042) in the order of its files. The older 13-column file lacks the
 * first two and the last three, and names some otherwise.
 */
enum StandardColumn {
    STANDARD_CODE("개방자치단체코드", "OPN_ATMY_GRP_CD"),
    MANAGEMENT_NO("관리번호", "MNG_NO"),
    AGENCY("관리기관명", "MNG_INST_NM"),
    ROAD_ADDRESS("소재지도로명주소", "LCTN_ROAD_NM_ADDR"),
    LOT_ADDRESS("소재지지번주소", "LCTN_LOTNO_ADDR"),
    PURPOSE("설치목적구분", "INSTL_PRPS_SE_NM"),
    CAMERAS("카메라대수", "CAM_CNTOM"),
    PIXELS("카메라화소수", "CAM_PIXEL_CNT"),
    VIEW("촬영방면정보", "SHT_ANGLE_INFO"),
    RETENTION_DAYS("보관일수", "KPNG_DAY_CNT"),
    INSTALLED("설치연월", "INSTL_YM", "설치년월"),
    PHONE("관리기관전화번호", "MNG_INST_TELNO"),
    LAT("WGS84위도", "WGS84_LAT", "위도"),
    LON("WGS84경도", "WGS84_LOT", "WGS84_LON", "경도"),
    DATA_DATE("데이터기준일자", "DAT_CRTR_YMD"),
    UPDATE_KIND("데이터갱신구분", "DAT_UPDT_SE"),
    UPDATED_AT("데이터갱신시점", "DAT_UPDT_PNT"),
    MODIFIED_AT("최종수정시점", "LAST_MDFCN_PNT");

    static final List<StandardColumn> EIGHTEEN = List.of(values());
    static final List<StandardColumn> THIRTEEN = EIGHTEEN.subList(AGENCY.ordinal(), DATA_DATE.ordinal() + 1);

    private static final Map<String, StandardColumn> BY_NAME = Arrays.stream(values())
            .flatMap(column -> Stream.concat(Stream.of(column.korean), column.alsoCalled.stream())
                    .map(name -> Map.entry(plain(name), column)))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    private final String korean;
    private final List<String> alsoCalled;

    StandardColumn(String korean, String... alsoCalled) {
        this.korean = korean;
        this.alsoCalled = List.of(alsoCalled);
    }

    /** Its name in the 18-column file. */
    String korean() {
        return korean;
    }

    /** Its name in the 13-column file. */
    String older() {
        return switch (this) {
            case INSTALLED -> "설치년월";
            case LAT -> "위도";
            case LON -> "경도";
            default -> korean;
        };
    }

    static Optional<StandardColumn> named(String header) {
        return Optional.ofNullable(BY_NAME.get(plain(header)));
    }

    static Function<StandardColumn, String> nameIn(List<StandardColumn> columns) {
        return columns.size() == THIRTEEN.size() ? StandardColumn::older : StandardColumn::korean;
    }

    /** Composed letters (a Mac writes them apart), no blanks, capitals. */
    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .replaceAll("[\\s\\u00a0\\ufeff]", "")
                .toUpperCase(Locale.ROOT);
    }
}
