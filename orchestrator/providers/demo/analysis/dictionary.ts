/**
 * Enough German, French, Spanish, Italian, Portuguese and Dutch to find the records in a description. A line is the English
 * word and what it is called elsewhere; `_` stands for a space inside a phrase.
 */
const lines = `
customers: kunden kundinnen kund*innen clients clientes clientas clienti klanten
customer: kunde kundin cliente klant
patients: patienten patientinnen pacientes pazienti patiënten
members: mitglieder membres miembros socios membri membros sócios leden
dogs: hunde hunden chiens perros cani cães honden
cats: katzen chats gatos gatti katten
pets: haustiere tiere mascotas huisdieren animaux animali animais dieren
appointments: termine terminen rendez-vous citas turnos appuntamenti consultas afspraken
bookings: buchungen réservations reservas prenotazioni boekingen reserveringen reservierungen
tasks: aufgaben tâches tareas compiti tarefas taken
projects: projekte projekten projets proyectos progetti projetos projecten
invoices: rechnungen factures facturas fatture faturas facturen
quotes: angebote kostenvoranschläge devis presupuestos preventivi orçamentos offertes
products: produkte produkten artikel produits productos prodotti produtos producten
orders: bestellungen aufträge commandes pedidos ordini encomendas bestellingen
employees: mitarbeiter mitarbeitern mitarbeiterinnen angestellte employés empleados trabajadores dipendenti funcionários medewerkers
students: schüler schülerinnen studenten studierende élèves étudiants estudiantes alumnos studenti alunos leerlingen
teachers: lehrer lehrerinnen professeurs enseignants profesores maestros insegnanti professores docenten leraren
courses: kurse kursen cours cursos corsi cursussen
lessons: stunden unterrichtsstunden unterricht leçons lecciones clases lezioni aulas lessen
suppliers: lieferanten fournisseurs proveedores fornitori fornecedores leveranciers
recipes: rezepte rezepten recettes recetas ricette receitas recepten
ingredients: zutaten ingrédients ingredientes ingredienti ingrediënten
books: bücher büchern livres libros libri livros boeken
loans: ausleihen leihen prêts emprunts préstamos prestiti empréstimos leningen
vehicles: fahrzeuge fahrzeugen véhicules vehículos veicoli veículos voertuigen
cars: autos voitures coches carros
repairs: reparaturen réparations reparaciones riparazioni reparos reparaties
events: veranstaltungen événements eventos eventi evenementen
guests: gäste gästen invités huéspedes invitados ospiti hóspedes gasten
rooms: zimmer räume räumen chambres salles habitaciones salas stanze camere quartos kamers
tables: tische tischen mesas tavoli tafels
services: leistungen dienstleistungen prestations servicios servizi serviços diensten
expenses: ausgaben kosten dépenses gastos spese despesas uitgaven
payments: zahlungen paiements pagos pagamenti pagamentos betalingen
contracts: verträge verträgen contrats contratos contratti contracten
companies: firmen unternehmen entreprises empresas aziende imprese bedrijven
contacts: kontakte kontakten contactos contatti contatos contacten
plants: pflanzen plantes plantas piante planten
notes: notizen notas appunti notities
houses: häuser maisons casas case huizen
apartments: wohnungen appartements apartamentos pisos appartamenti appartementen
tenants: mieter locataires inquilinos inquilini huurders
owners: besitzer eigentümer propriétaires dueños propietarios proprietari donos eigenaren
teams: mannschaften équipes equipos squadre equipes
players: spieler joueurs jugadores giocatori jogadores spelers
matches: spiele partidos partite partidas wedstrijden
trips: reisen voyages viajes viaggi viagens reizen
documents: dokumente unterlagen documentos documenti documenten
tickets: anfragen billets entradas biglietti bilhetes
inventory: lager bestand lagerbestand inventar inventaire inventario inventário voorraad magazzino
categories: kategorien catégories categorías categorie categorias categorieën
trainings: trainings entraînements entrenamientos allenamenti treinos
volunteers: freiwillige ehrenamtliche bénévoles voluntarios volontari voluntários vrijwilligers
and: und et y e ed en sowie
for: für pour para per voor por
with: mit avec con com met
their: ihre ihren deren leurs leur sus suas loro hun
my: mein meine meinen meiner meinem unser unsere unseren unserem mon ma mes notre nos mi mis nuestro nuestra nuestros mio mia miei nostro nostra meu minha meus nosso nossa mijn onze ons
a: ein eine einen einem einer un une una uno um uma een
the: der die das den dem le la les el los las il lo gli het
tool: werkzeug outil herramienta strumento ferramenta hulpmiddel
app: anwendung applikation application aplicación applicazione aplicação toepassing
system: système sistema systeem
management: verwaltung gestion gestión gestione gestão beheer
planner: planer planung planificateur planificador pianificatore planejador
booking: buchungs buchungstool buchungsapp terminbuchung réservation reserva prenotazione boeking
dog_groomer: hundesalon hundefriseur hundepflege toiletteur peluquería_canina toelettatore trimsalon
hair_salon: friseur friseursalon frisör coiffeur peluquería parrucchiere salão_de_beleza kapper kapsalon
garage: autowerkstatt werkstatt kfz-werkstatt taller garagiste officina oficina autogarage
vet_clinic: tierarzt tierarztpraxis tierklinik vétérinaire clínica_veterinaria veterinario veterinaria clinica_veterinaria veterinário dierenarts
dental_practice: zahnarzt zahnarztpraxis dentiste dentista tandarts tandartspraktijk
medical_practice: arztpraxis praxis cabinet_médical consultorio clínica studio_medico consultório huisartspraktijk
restaurant: gaststätte lokal restaurante ristorante
bakery: bäckerei boulangerie panadería panificio padaria bakkerij
gym: fitnessstudio sportstudio salle_de_sport gimnasio palestra ginásio academia sportschool
school: schule école escuela colegio scuola escola
music_school: musikschule école_de_musique escuela_de_música scuola_di_musica escola_de_música muziekschool
sports_club: verein sportverein fußballverein club_sportif club_deportivo circolo_sportivo clube sportvereniging
library: bibliothek bücherei bibliothèque biblioteca bibliotheek
hotel: pension gasthaus hôtel albergo pousada
shop: laden geschäft boutique magasin tienda negozio loja winkel
craftsman_business: handwerksbetrieb handwerker artisan artesano artigiano artesão
cleaning_company: reinigungsfirma entreprise_de_nettoyage empresa_de_limpieza impresa_di_pulizie empresa_de_limpeza schoonmaakbedrijf
travel_agency: reisebüro agence_de_voyage agencia_de_viajes agenzia_di_viaggi agência_de_viagens reisbureau
law_firm: kanzlei anwaltskanzlei cabinet_d'avocats bufete studio_legale escritório_de_advocacia advocatenkantoor
garden: garten gärtnerei jardin jardín giardino jardim tuin
wedding: hochzeit mariage boda matrimonio casamento bruiloft
household_budget: haushaltsbuch haushaltsbudget
`;

const unspaced = (text: string) => text.replaceAll("_", " ");

/** English by foreign word or phrase, in lower case. */
export const dictionary: ReadonlyMap<string, string> = new Map(
  lines
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [english = "", others = ""] = line.split(": ");
      return others.split(" ").map((word) => [unspaced(word), unspaced(english)] as const);
    }),
);

/** Function words of another language, which show that a text is not English when there are several. */
export const functionWords: ReadonlySet<string> = new Set(
  (
    "ich wir brauche brauchen möchte möchten erstelle erstellen baue bitte für mit und meine unsere eine einen zum zur " +
    "je veux voudrais nous avons besoin pour avec mes notre une des les créer " +
    "quiero necesito necesitamos para con mis nuestro una las los crear hacer " +
    "voglio vorrei bisogno per miei nostro una gli creare " +
    "quero preciso precisamos meus nosso uma os criar " +
    "ik wil we hebben nodig voor met mijn onze een maken"
  ).split(" "),
);
