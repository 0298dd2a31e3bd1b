import { appConfig } from "../app-config";
import { Icon, type IconName } from "../ui/icon";

const points: { icon: IconName; title: string; text: string }[] = [
  {
    icon: "layers",
    title: "Screens that are ready",
    text: "Tables, forms, dialogs and a dashboard's tiles, in light and dark, on desk and phone.",
  },
  {
    icon: "database",
    title: "Data that stays",
    text: "Kept in this browser from the first minute, and in Supabase as soon as you connect it.",
  },
  {
    icon: "palette",
    title: "A look of your own",
    text: "One colour in src/styles/tokens.css gives the whole app its accent.",
  },
];

export function Welcome() {
  return (
    <div className="page">
      <section className="card hero">
        <h1>{appConfig.name} is ready to become your product</h1>
        <p>
          {appConfig.tagline} Describe what the app should do, and its pages take shape here, one commit at a time.
        </p>
      </section>
      <section className="tiles" aria-label="What is included">
        {points.map(({ icon, title, text }) => (
          <div key={title} className="card tile">
            <Icon name={icon} size={22} />
            <h2>{title}</h2>
            <p>{text}</p>
          </div>
        ))}
      </section>
    </div>
  );
}
