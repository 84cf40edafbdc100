package metro.cctv.link.event;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.access.Capability;
import metro.cctv.contracts.problem.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Everybody who watches this instance now. */
@Component
class Dashboards {
    private final Set<Dashboard> connected = ConcurrentHashMap.newKeySet();
    private final EventProperties properties;

    Dashboards(EventProperties properties) {
        this.properties = properties;
    }

    SseEmitter connect(Caller caller) {
        if (connected.size() >= properties.clients())
            throw new ProblemException(ProblemType.UNAVAILABLE, "Too many dashboards on this instance.");
        var dashboard = new Dashboard(caller, properties);
        connected.add(dashboard);
        Thread.ofVirtual().name("dashboard").start(() -> {
            try {
                dashboard.run();
            } finally {
                connected.remove(dashboard);
            }
        });
        return dashboard.emitter();
    }

    boolean isEmpty() {
        return connected.isEmpty();
    }

    void push(String name, String districtCode, Object data) {
        push(name, districtCode, null, data);
    }

    /** @param needed only to those who have this; null: to everybody of the district */
    void push(String name, String districtCode, @Nullable Capability needed, Object data) {
        push(name, who -> who.belongsTo(districtCode) && (needed == null || who.may(needed)), data);
    }

    /** To every screen of one person. */
    void pushTo(String subject, String name, Object data) {
        push(name, who -> who.subject().equals(subject), data);
    }

    private void push(String name, Predicate<Caller> audience, Object data) {
        var push = new Dashboard.Push(name, audience, EventJson.MAPPER.writeValueAsString(data));
        for (Dashboard dashboard : connected) dashboard.offer(push);
    }

    /** Something was missed: whoever comes back reads the lists again. */
    void cutAll() {
        connected.forEach(Dashboard::cut);
    }
}
