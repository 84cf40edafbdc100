package metro.cctv.gateway.login;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;

/** The authorization server's standing settings; the endpoints keep their usual places below {@code /oauth2}. */
@Configuration(proxyBeanMethods = false)
class LoginConfiguration {
    @Bean
    AuthorizationServerSettings authorizationServerSettings() {
        return AuthorizationServerSettings.builder().build();
    }
}
