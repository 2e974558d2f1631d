import {
  AtSign,
  Building2,
  Globe,
  Headphones,
  Mail,
  MessageCircle,
  Phone,
  Plane,
  Radio,
  Share2,
  Smartphone,
  Store,
  Truck,
  Users,
} from "lucide-react";
import type { ReactElement } from "react";

const look = { size: 13, "aria-hidden": true };

/** Words in a channel's name, the first that fits wins. Names are the author's own, so this is a guess for the eye. */
const icons: readonly { words: RegExp; icon: ReactElement }[] = [
  { words: /\bapp\b|mobile|smartphone/i, icon: <Smartphone {...look} /> },
  { words: /e-?mail|newsletter/i, icon: <AtSign {...look} /> },
  { words: /chat|sms|text|messag|whatsapp|bot\b/i, icon: <MessageCircle {...look} /> },
  { words: /contact cent|call cent|helpdesk|support|hotline/i, icon: <Headphones {...look} /> },
  { words: /phone|call|voice|ivr/i, icon: <Phone {...look} /> },
  { words: /web|site|online|portal|internet|browser/i, icon: <Globe {...look} /> },
  { words: /social|twitter|facebook|instagram|forum/i, icon: <Share2 {...look} /> },
  { words: /letter|post|mail|print/i, icon: <Mail {...look} /> },
  { words: /flight|airport|aircraft|gate|cabin/i, icon: <Plane {...look} /> },
  { words: /deliver|courier|van|truck|driver/i, icon: <Truck {...look} /> },
  { words: /shop|store|counter|branch|desk|retail/i, icon: <Store {...look} /> },
  { words: /ward|clinic|hospital|office|site|building/i, icon: <Building2 {...look} /> },
  { words: /person|staff|visit|meeting|technician|engineer/i, icon: <Users {...look} /> },
];

/** A picture for a channel by its name. */
export function ChannelIcon({ name }: { name: string }) {
  return icons.find(({ words }) => words.test(name))?.icon ?? <Radio {...look} />;
}
