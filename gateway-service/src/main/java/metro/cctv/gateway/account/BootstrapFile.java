package metro.cctv.gateway.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import metro.cctv.contracts.access.Role;
import org.jspecify.annotations.Nullable;

/** The first people and programs of an installation, as the installer wrote them down. */
record BootstrapFile(@Nullable List<Person> users, @Nullable List<Client> clients) {

    record Person(
            String name,
            String password,
            Role role,
            @Nullable Set<String> districts,
            @Nullable String agency) {
        Entry entry() {
            return new Entry(
                    name, Account.Kind.PERSON, password, role, districts == null ? Set.of() : districts, agency);
        }

        @Override
        public String toString() {
            return "Person[" + name + "]";
        }
    }

    record Client(
            String id,
            String secret,
            Role role,
            @Nullable String agency,
            @Nullable Set<String> districts) {
        Entry entry() {
            return new Entry(id, Account.Kind.CLIENT, secret, role, districts == null ? Set.of() : districts, agency);
        }

        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    record Entry(
            String name,
            Account.Kind kind,
            String secret,
            Role role,
            Set<String> districts,
            @Nullable String agency) {
        @Override
        public String toString() {
            return kind + " " + name;
        }
    }

    List<Entry> entries() {
        var all = new ArrayList<Entry>();
        if (users != null) users.forEach(user -> all.add(user.entry()));
        if (clients != null) clients.forEach(client -> all.add(client.entry()));
        return List.copyOf(all);
    }
}
