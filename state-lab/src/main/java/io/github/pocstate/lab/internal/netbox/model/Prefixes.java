package io.github.pocstate.lab.internal.netbox.model;

import com.fasterxml.jackson.databind.node.TextNode;
import inet.ipaddr.IPAddressString;
import java.util.List;

/** Prefixes, each with the number of prefixes that it lies in and that lie in it. */
final class Prefixes implements Rules {

    private static final GenericReference SCOPE = new GenericReference("scope", () -> List.of(Resources.SITES));

    private static final String SAME_VRF = "o.vrf_id IS NOT DISTINCT FROM q.vrf_id";

    static Resource resource() {
        return Resource.of("ipam", "prefix", "prefixes", "$.prefix::text")
                .with(
                        Inet.family("$.prefix"),
                        Field.shown("prefix", "$.prefix::text")
                                .writtenBy((value, draft, work, errors) -> {
                                    if (Inet.isAddress(value.asText("x"))) {
                                        draft.set("prefix", TextNode.valueOf(network(value.asText())));
                                    } else {
                                        errors.add("prefix", "Invalid IP prefix format: " + value.asText());
                                    }
                                })
                                .asRequired(),
                        Field.optionalReference("vrf", () -> Resources.VRFS),
                        SCOPE.typeField(),
                        SCOPE.idField(),
                        SCOPE.objectField(),
                        Field.nothing("tenant"),
                        Field.nothing("vlan"),
                        Field.choice("status", Choices.PREFIX_STATUS),
                        Field.optionalReference("role", () -> Resources.PREFIX_ROLES),
                        Field.flag("is_pool"),
                        Field.flag("mark_utilized"),
                        Field.text("description", 200))
                .withPrimaryFields()
                .withMoments()
                .with(Field.shown("children", "$._children"), Field.shown("_depth", "$._depth"))
                .brief("id", "url", "display", "family", "prefix", "description", "_depth")
                .filter(
                        "prefix",
                        asked -> "$.prefix::text = ANY (" + asked.bindings().text(asked.values()) + ")")
                .filter("vrf_id", Filter.byId("$.vrf_id", "ipam_vrf"))
                .filter("status", Filter.choice("$.status", Choices.PREFIX_STATUS))
                .filter("role", Filter.byName("$.role_id", "ipam_role", "slug"))
                .filter("role_id", Filter.byId("$.role_id", "ipam_role"))
                .filter("site", Filter.byName("$._site_id", "dcim_site", "slug"))
                .filter("site_id", Filter.byId("$._site_id", "dcim_site"))
                .filter("scope_id", Filter.number("$.scope_id"))
                .orderedBy("$.vrf_id NULLS FIRST, $.prefix, $.id")
                .defaultsTo("status", "\"active\"")
                .defaultsTo("is_pool", "false")
                .defaultsTo("mark_utilized", "false")
                .defaultsTo("description", "\"\"")
                .defaultsTo("comments", "\"\"")
                .defaultsTo("custom_field_data", "{}")
                .defaultsTo("_children", "0")
                .defaultsTo("_depth", "0")
                .writable(new Prefixes());
    }

    private static String network(String text) {
        return new IPAddressString(text.strip()).getAddress().toPrefixBlock().toString();
    }

    @Override
    public void check(Draft draft, Work work, FieldErrors errors) {
        SCOPE.check(draft, work, errors);
        draft.set("_site_id", draft.after("scope_id"));
    }

    @Override
    public void saved(Draft draft, long id, Work work) {
        count(work);
    }

    @Override
    public void deleted(Work work) {
        count(work);
    }

    /** Counts anew wherever a count is no longer right. */
    private static void count(Work work) {
        work.handle()
                .execute("UPDATE ipam_prefix p SET _depth = n.depth, _children = n.children"
                        + " FROM (SELECT q.id, (SELECT count(*) FROM ipam_prefix o WHERE o.prefix >> q.prefix AND "
                        + SAME_VRF + ") depth,"
                        + "   (SELECT count(*) FROM ipam_prefix o WHERE o.prefix << q.prefix AND " + SAME_VRF
                        + ") children"
                        + "   FROM ipam_prefix q) n"
                        + " WHERE n.id = p.id AND (p._depth, p._children) <> (n.depth, n.children)");
    }
}
