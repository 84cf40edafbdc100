package metro.cctv.gateway.account;

import java.util.Map;
import metro.cctv.gateway.settings.GatewayProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/** How secrets are kept. The algorithm's name stands before the hash, so another can follow without a migration. */
@Configuration(proxyBeanMethods = false)
class AccountConfiguration {
    @Bean
    static PasswordEncoder passwordEncoder(GatewayProperties gateway) {
        return new DelegatingPasswordEncoder(
                "bcrypt",
                Map.of("bcrypt", new BCryptPasswordEncoder(gateway.login().hashCost())));
    }
}
