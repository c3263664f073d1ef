/** JSON records, spelled as NetBox spells them; start at {@link io.github.pocstate.netbox.dto.Page}. */
@NullMarked
package io.github.pocstate.netbox.dto;

import org.jspecify.annotations.NullMarked;
