package metro.cctv.chassis.audit;

import java.nio.file.Path;
import java.time.Clock;
import metro.cctv.chassis.messaging.EventPublisher;
import metro.cctv.chassis.outbox.Outbox;
import metro.cctv.chassis.outbox.OutboxConfiguration;
import metro.cctv.chassis.problem.ProblemAdvice;
import metro.cctv.chassis.problem.ProblemWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** The ledger's near end, and the problems that feed it. */
@AutoConfiguration(after = OutboxConfiguration.class)
@Import(ProblemAdvice.class)
public class AuditConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnBean(Outbox.class)
    AuditSink outboxAuditSink(Outbox outbox, PlatformTransactionManager transactions) {
        return new OutboxAuditSink(outbox, transactions);
    }

    /** {@code cctv.audit.spool}: a folder; needed where there is no database. */
    @Bean
    @ConditionalOnMissingBean(AuditSink.class)
    @ConditionalOnProperty("cctv.audit.spool")
    AuditSink spoolAuditSink(@Value("${cctv.audit.spool}") Path folder, EventPublisher events) {
        return new SpoolAuditSink(folder, events);
    }

    @Bean
    AuditTrail auditTrail(AuditSink sink, Clock clock, @Value("${spring.application.name}") String service) {
        return new AuditTrail(sink, clock, service);
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json, AuditTrail audit) {
        return new ProblemWriter(json, audit);
    }
}
