package metro.cctv.ingest.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard for operators shows what is measured, by the names that it is measured under. */
class LineMetricsTest {
    @Test
    void theDashboardShowsEveryMetricAndNoOther() throws IOException {
        Set<String> shown = new TreeSet<>();
        for (String name : found("cctv_ingest_\\w+", "../docs/ref/grafana/ingest.json"))
            shown.add(name.replaceAll("_total$", ""));
        Set<String> measured = new TreeSet<>();
        String source = "src/main/java/metro/cctv/ingest/line/LineMetrics.java";
        Set<String> quoted = found("(?<=\")cctv\\.ingest[.\\w]+(?=\")", source);
        for (String name : quoted) measured.add(name.replace('.', '_'));
        assertThat(measured).isNotEmpty();
        assertThat(shown).isEqualTo(measured);
    }

    private static Set<String> found(String pattern, String file) throws IOException {
        Set<String> all = new TreeSet<>();
        Matcher one = Pattern.compile(pattern).matcher(Files.readString(Path.of(file)));
        while (one.find()) all.add(one.group());
        return all;
    }
}
