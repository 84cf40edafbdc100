package metro.cctv.ingest.camera;

import java.util.Optional;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** The registry's internal door. */
public final class RegistryClient implements CredentialStore.Registry {
    private final RestClient http;
    private final String url;

    /** @param http carries our service token */
    public RegistryClient(RestClient http, String url) {
        this.http = http;
        this.url = url;
    }

    @Override
    public Optional<Credentials> credentials(String cameraId) {
        try {
            return Optional.ofNullable(http.get()
                    .uri(url + "/internal/cameras/{id}/credentials", cameraId)
                    .retrieve()
                    .body(Credentials.class));
        } catch (HttpClientErrorException.NotFound e) {
            return Optional.empty();
        }
    }
}
