import {
  AtSign,
  Building2,
  Globe,
  Headphones,
  type LucideIcon,
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

/** Words in a channel's name, the first that fits wins. Names are the author's own, so this is a guess for the eye. */
const icons: readonly (readonly [RegExp, LucideIcon])[] = [
  [/\bapp\b|mobile|smartphone/i, Smartphone],
  [/e-?mail|newsletter/i, AtSign],
  [/chat|sms|text|messag|whatsapp|bot\b/i, MessageCircle],
  [/contact cent|call cent|helpdesk|support|hotline/i, Headphones],
  [/phone|call|voice|ivr/i, Phone],
  [/web|site|online|portal|internet|browser/i, Globe],
  [/social|twitter|facebook|instagram|forum/i, Share2],
  [/letter|post|mail|print/i, Mail],
  [/flight|airport|aircraft|gate|cabin/i, Plane],
  [/deliver|courier|van|truck|driver/i, Truck],
  [/shop|store|counter|branch|desk|retail/i, Store],
  [/ward|clinic|hospital|office|site|building/i, Building2],
  [/person|staff|visit|meeting|technician|engineer/i, Users],
];

/** A picture for a channel by its name. */
export function channelIcon(name: string): LucideIcon {
  return icons.find(([words]) => words.test(name))?.[1] ?? Radio;
}
