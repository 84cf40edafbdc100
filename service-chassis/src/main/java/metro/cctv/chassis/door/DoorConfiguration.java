package metro.cctv.chassis.door;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import metro.cctv.chassis.problem.ProblemWriter;
import metro.cctv.contracts.access.Role;
import metro.cctv.contracts.problem.ProblemType;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Closed unless the gateway vouches: {@code /api/**} for callers, {@code /internal/**} for services, nothing else. */
@AutoConfiguration(before = OAuth2ResourceServerAutoConfiguration.class)
@ConditionalOnProperty("cctv.door.jwk-set-uri")
@EnableConfigurationProperties(DoorProperties.class)
public class DoorConfiguration {
    static {
        // The caller comes from the token and is no parameter of anybody's.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    }

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder internalTokens(DoorProperties door) {
        var http = new SimpleClientHttpRequestFactory();
        http.setConnectTimeout(Duration.ofSeconds(2));
        http.setReadTimeout(Duration.ofSeconds(2));
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        door.jwkSetUri().toString())
                .restOperations(new RestTemplate(http))
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(Duration.ofSeconds(30)),
                new JwtIssuerValidator(door.issuer()),
                new JwtClaimValidator<List<String>>(
                        JwtClaimNames.AUD, audience -> audience != null && audience.contains(door.audience()))));
        return decoder;
    }

    @Bean
    SecurityFilterChain door(
            HttpSecurity http,
            JwtDecoder internalTokens,
            ObjectProvider<DoorOpenings> openings,
            ProblemWriter problems,
            ObjectProvider<Clock> clock)
            throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable) // no cookies here: the gateway keeps the session
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> {
                    requests.requestMatchers(EndpointRequest.toAnyEndpoint()).permitAll(); // own port, inside only
                    requests.requestMatchers("/v3/api-docs/**", "/error").permitAll();
                    openings.forEach(opening -> requests.requestMatchers(
                                    opening.patterns().toArray(String[]::new))
                            .permitAll());
                    requests.requestMatchers("/internal/**").hasRole(Role.SERVICE.name());
                    requests.requestMatchers("/api/**").authenticated();
                    requests.anyRequest().denyAll();
                })
                .oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(
                                        new RememberedTokens(internalTokens, clock.getIfAvailable(Clock::systemUTC)))
                                .jwtAuthenticationConverter(token -> new JwtAuthenticationToken(
                                        token,
                                        List.of(new SimpleGrantedAuthority("ROLE_"
                                                + Caller.of(token).role().name())))))
                        .authenticationEntryPoint((request, response, e) -> problems.write(
                                request, response, ProblemType.NOT_AUTHENTICATED, "A valid token is needed.")))
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, e) ->
                                problems.write(request, response, ProblemType.NOT_AUTHENTICATED, "A token is needed."))
                        .accessDeniedHandler((request, response, e) ->
                                problems.write(request, response, ProblemType.FORBIDDEN, "This role may not do that.")))
                .build();
    }

    /** A span for each of a dozen filters costs more than most answers, and nobody looks at them. */
    @Bean
    @ConditionalOnMissingBean
    SecurityObservationSettings noSecuritySpans() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    WebMvcConfigurer callerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
            }
        };
    }
}
