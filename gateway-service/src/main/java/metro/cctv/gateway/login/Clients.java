package metro.cctv.gateway.login;

import java.time.Duration;
import java.util.Optional;
import metro.cctv.contracts.access.Role;
import metro.cctv.gateway.account.Account;
import metro.cctv.gateway.account.AccountDirectory;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;
import org.springframework.stereotype.Component;

/** OAuth clients: our accounts of kind CLIENT, and one public client for people's scripts. */
@Component
class Clients implements RegisteredClientRepository {
    static final String CLI = "cctv-cli";
    private static final Duration OUTSIDE_LIFE = Duration.ofMinutes(10);
    private static final Duration SERVICE_LIFE = Duration.ofMinutes(30);

    /** RFC 8252: a native program listens on any free port of the loopback address. */
    private static final RegisteredClient SCRIPTS = RegisteredClient.withId(CLI)
            .clientId(CLI)
            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("http://127.0.0.1/callback")
            .clientSettings(ClientSettings.builder()
                    .requireProofKey(true)
                    .requireAuthorizationConsent(false)
                    .build())
            .tokenSettings(TokenSettings.builder()
                    .accessTokenTimeToLive(OUTSIDE_LIFE)
                    .authorizationCodeTimeToLive(Duration.ofMinutes(1))
                    .build())
            .build();

    private final AccountDirectory accounts;

    Clients(AccountDirectory accounts) {
        this.accounts = accounts;
    }

    @Override
    public void save(RegisteredClient client) {
        // Secrets change through the accounts only.
    }

    @Override
    public @Nullable RegisteredClient findById(String id) {
        return findByClientId(id);
    }

    @Override
    public @Nullable RegisteredClient findByClientId(String clientId) {
        if (clientId.equals(CLI)) return SCRIPTS;
        Optional<Account> client = accounts.find(clientId).filter(account -> account.kind() == Account.Kind.CLIENT);
        return client.map(Clients::registered).orElse(null);
    }

    private static RegisteredClient registered(Account client) {
        Duration life = client.role() == Role.SERVICE ? SERVICE_LIFE : OUTSIDE_LIFE;
        return RegisteredClient.withId(client.name())
                .clientId(client.name())
                .clientSecret(client.secretHash())
                .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
                .tokenSettings(
                        TokenSettings.builder().accessTokenTimeToLive(life).build())
                .build();
    }
}
