package metro.cctv.ingest.record;

import java.util.List;
import metro.cctv.contracts.recording.RecordingKey;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.client.RestClient;

/** Retention's internal door. */
public final class RetentionKeys implements RecordingKeyring.Source {
    private static final ParameterizedTypeReference<List<RecordingKey>> LIST = new ParameterizedTypeReference<>() {};

    private final RestClient http;
    private final String url;

    /** @param http carries our service token */
    public RetentionKeys(RestClient http, String url) {
        this.http = http;
        this.url = url;
    }

    @Override
    public List<RecordingKey> keysOf(String districtCode) {
        List<RecordingKey> keys = http.get()
                .uri(url + "/internal/recording-keys?district={district}", districtCode)
                .retrieve()
                .body(LIST);
        return keys == null ? List.of() : keys;
    }
}
