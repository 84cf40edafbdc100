package metro.cctv.flow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/**
 * A small file as a district's office hands it over: 전국CCTV표준데이터 with 18 columns in CP949, one good row of two
 * cameras and four wrong ones.
 *
 * @param place the good row's name, of a word that no other run has
 * @param initials its word's first consonants
 */
record CityFile(Path path, String place, String initials) {
    static final Charset CP949 = Charset.forName("x-windows-949");
    static final int CAMERAS = 2;

    private static final String HEADER = "개방자치단체코드,관리번호,관리기관명,소재지도로명주소,소재지지번주소,설치목적구분,카메라대수,카메라화소수,촬영방면정보,"
            + "보관일수,설치연월,관리기관전화번호,WGS84위도,WGS84경도,데이터기준일자,데이터갱신구분,데이터갱신시점,최종수정시점";
    private static final String SYLLABLES = "가나다라마바사아자차카타파하";
    private static final String CONSONANTS = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ";
    private static final int LETTERS = 6;

    static CityFile written() {
        var random = new SecureRandom();
        var word = new StringBuilder();
        var initials = new StringBuilder();
        for (int letter = 0; letter < LETTERS; letter++) {
            int at = random.nextInt(SYLLABLES.length());
            word.append(SYLLABLES.charAt(at));
            initials.append(CONSONANTS.charAt(at));
        }
        String place = "대전광역시 중구 " + word + "로 7";
        List<String> lines = List.of(
                HEADER,
                row(word + "-1", "대전광역시 중구청", place, "생활방범", "36.3221,127.4127", "2024-05"),
                row(word + "-2", "대전광역시 중구청", "대전광역시 서구 월평로 12", "구경", "36.3551,127.3739", "2024-05"),
                row(word + "-3", "", "대전광역시 서구 갈마로 3", "생활방범", "36.3531,127.3729", "2024-05"),
                row(word + "-4", "대전광역시 중구청", "서울특별시 중구 세종대로 110", "생활방범", "37.5665,126.978", "2024-05"),
                row(word + "-5", "대전광역시 중구청", "대전광역시 서구 도산로 77", "생활방범", "36.3401,127.3819", "2024-19"));
        try {
            Path file = Files.createTempFile(Files.createDirectories(Path.of("target")), "jung-gu", ".csv");
            Files.write(file, (String.join("\r\n", lines) + "\r\n").getBytes(CP949));
            return new CityFile(file, place, initials.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(String no, String agency, String place, String purpose, String at, String month) {
        return String.join(
                ",",
                "3650000",
                no,
                agency,
                place,
                "",
                purpose,
                Integer.toString(CAMERAS),
                "200",
                "360도 전방면",
                "30",
                month,
                "042-288-2114",
                at,
                "2026-11-01",
                "",
                "2026-11-02 09:00:00",
                "2026-11-01 18:00:00");
    }
}
