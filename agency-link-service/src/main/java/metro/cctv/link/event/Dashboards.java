package metro.cctv.link.event;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import metro.cctv.chassis.door.Caller;
import metro.cctv.chassis.messaging.EventJson;
import metro.cctv.chassis.problem.ProblemException;
import metro.cctv.contracts.problem.ProblemType;
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
        var push = new Dashboard.Push(name, districtCode, EventJson.MAPPER.writeValueAsString(data));
        for (Dashboard dashboard : connected) dashboard.offer(push);
    }

    /** Something was missed: whoever comes back reads the lists again. */
    void cutAll() {
        connected.forEach(Dashboard::cut);
    }
}
