package metro.cctv.gateway.access;

import jakarta.servlet.http.HttpServletRequest;
import metro.cctv.contracts.problem.ProblemType;
import metro.cctv.gateway.account.AccountDirectory;
import metro.cctv.gateway.limit.CallerLimit;
import metro.cctv.gateway.login.LoginAnswers;
import metro.cctv.gateway.login.TokenAnswers;
import metro.cctv.gateway.refusal.Refusals;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.RequestCacheConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Five doors, the first that fits is taken: our own monitoring, the token endpoint, a media ticket, a token, and a
 * person's session. A request with a token never uses a session, so it needs no CSRF token.
 */
@Configuration(proxyBeanMethods = false)
class Doors {
    private final Refusals refusals;
    private final AccountDirectory accounts;
    private final CallerLimit limit;

    Doors(Refusals refusals, AccountDirectory accounts, CallerLimit limit) {
        this.refusals = refusals;
        this.accounts = accounts;
        this.limit = limit;
    }

    /** On the management port only, which is inside. */
    @Bean
    @Order(1)
    SecurityFilterChain monitoring(HttpSecurity http) throws Exception {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(RequestCacheConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain authorizationServer(HttpSecurity http, TokenAnswers answers) throws Exception {
        http.securityMatcher("/oauth2/token", "/oauth2/authorize", "/oauth2/jwks")
                .oauth2AuthorizationServer(
                        server -> server.clientAuthentication(client -> client.errorResponseHandler(answers))
                                .tokenEndpoint(token -> token.accessTokenResponseHandler(answers)
                                        .errorResponseHandler(answers)))
                .headers(PageHeaders::set)
                .requestCache(RequestCacheConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .addFilterBefore(answers.filter(), CsrfFilter.class)
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(nobody()).accessDeniedHandler(denied()));
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain ticketHolders(HttpSecurity http) throws Exception {
        return http.securityMatcher((RequestMatcher) Doors::isTicketed)
                .csrf(AbstractHttpConfigurer::disable)
                .headers(PageHeaders::set)
                .requestCache(RequestCacheConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterBefore(
                        (request, response, chain) -> {
                            request.setAttribute(Passport.ATTRIBUTE, new Passport.ByTicket());
                            chain.doFilter(request, response);
                        },
                        AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain tokenHolders(HttpSecurity http, JwtDecoder accessTokens) throws Exception {
        return open(http.securityMatcher(
                                (RequestMatcher) request -> request.getHeader(HttpHeaders.AUTHORIZATION) != null)
                        .csrf(AbstractHttpConfigurer::disable)
                        .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                        .oauth2ResourceServer(server ->
                                server.jwt(jwt -> jwt.decoder(accessTokens)).authenticationEntryPoint(nobody())))
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain people(HttpSecurity http, LoginAnswers answers) throws Exception {
        return open(http.csrf(Doors::csrf)
                        .formLogin(form -> form.loginProcessingUrl("/login")
                                .successHandler(answers)
                                .failureHandler(answers))
                        .logout(logout -> logout.addLogoutHandler(answers)
                                .logoutSuccessHandler(
                                        new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT))
                                .deleteCookies("CCTV_SESSION")))
                .build();
    }

    /** The same for a token and a session: the API is closed, pages are open. */
    private HttpSecurity open(HttpSecurity http) throws Exception {
        return http.headers(PageHeaders::set)
                .requestCache(RequestCacheConfigurer::disable)
                .addFilterBefore(new PassportFilter(accounts, limit, refusals), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.requestMatchers("/api/me")
                        .permitAll()
                        .requestMatchers("/api", "/api/**")
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(nobody()).accessDeniedHandler(denied()));
    }

    /** Whoever has no session has nothing to forge, except a log-in under the attacker's name. */
    private static void csrf(CsrfConfigurer<HttpSecurity> csrf) {
        var cookies = CookieCsrfTokenRepository.withHttpOnlyFalse();
        cookies.setCookieCustomizer(cookie -> cookie.sameSite("Strict"));
        csrf.spa()
                .csrfTokenRepository(cookies)
                .requireCsrfProtectionMatcher(request -> CsrfFilter.DEFAULT_CSRF_MATCHER.matches(request)
                        && (request.getSession(false) != null
                                || request.getRequestURI().equals("/login")
                                || request.getRequestURI().equals("/logout")));
    }

    private static boolean isTicketed(HttpServletRequest request) {
        return TicketRule.isTicketed(request.getMethod(), request.getRequestURI(), request.getQueryString());
    }

    private AuthenticationEntryPoint nobody() {
        return (request, response, e) ->
                refusals.refuse(request, response, ProblemType.NOT_AUTHENTICATED, "Log in or bring a valid token.");
    }

    private AccessDeniedHandler denied() {
        return (request, response, e) -> {
            if (e instanceof CsrfException)
                refusals.refuse(
                        request, response, ProblemType.CSRF_REFUSED, "The X-XSRF-TOKEN header is missing or old.");
            else refusals.refuse(request, response, ProblemType.FORBIDDEN, "This account may not do that.");
        };
    }
}
